"""The optional model reader; imported only when a model is named. It needs the extra `llm`."""

from detente.read.model.limits import MODEL_LIMITS, ModelLimits
from detente.read.model.model import propose

__all__ = ["MODEL_LIMITS", "ModelLimits", "propose"]
