"""Détente: plain-text agreements between parties who do not trust each other."""
