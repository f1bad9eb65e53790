"""How likely a content is right, by how often statements like it were: see benchmarks/calibration.py for the counts.

What rules say stands with the rules. What the model of cues says is brought nearer to the middle here, since the frame
that it takes for a word is the likeliest of several.
"""

from __future__ import annotations

import math

from onrecord.statements.draft import Draft

#: The logit of the model's probability times the first plus the second; fitted on 280 articles of PolNeAR train with
#: `python -m benchmarks.calibration --fit`.
SLOPE, OFFSET = 0.78, 0.06
#: Where a speaker is named but could not be resolved: 101 of 168 such were right, of the others 0.68 were expected.
OPEN_SPEAKER = 0.9


def likelihood(draft: Draft) -> float:
    """How likely the content is right, 0 to 1, whoever said it.

    >>> round(calibrated(0.5), 2), round(calibrated(0.95), 2)
    (0.51, 0.91)
    """
    return round(calibrated(draft.confidence) if draft.decided is not None else draft.confidence, 2)


def calibrated(probability: float) -> float:
    """The share of statements that are right where the model gives this probability."""
    if not 0.0 < probability < 1.0:
        return probability
    logit = math.log(probability / (1.0 - probability))
    return 1.0 / (1.0 + math.exp(-(SLOPE * logit + OFFSET)))
