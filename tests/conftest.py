"""What all tests share."""

from hypothesis import settings

# A busy machine is no counter-example: speed is measured in benchmarks, never in a test.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
