"""Ask one rule about a deal between two parties."""

from __future__ import annotations

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.diagnose.diagnostic import Diagnostic
from detente.diagnose.rule import Rule

HEAD = (
    "detente: 1\nday zero: 2031-01-01\nparties: {north: Northland, south: Southland}\n"
    "guarantors: {coast: {name: Coast Republic, accepted: yes}}\nothers: {village: the village}\n"
)
RELEASES = "if breached: releases what depends on it\n"
ENDS = "if breached: ends the deal\n"
STAGES = "stages: {one: {opens: {at: D+0}, lasts: 20 days}, two: {lasts: 20 days}}\n"


def found(rule: Rule, text: str) -> list[Diagnostic]:
    deal = load_text(HEAD + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return [rule.finding(remark) for remark in rule(deal, course_of(deal))]


def messages(rule: Rule, text: str) -> list[str]:
    return [finding.message for finding in found(rule, text)]
