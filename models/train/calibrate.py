"""
What a phone's score means: calibrate.py SPLIT WEIGHTS.bin fits K and B so that sigmoid(K · logit + B) is about the share of what is told
that is right, and prints both, with the shares before and after, and the net's figures as `measure.py` does. `mix.py --scale K --shift B` writes them into weights.

Pictures with phones and calm frames weigh the same together, as if a seat saw a phone in every second picture.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from measure import measure
from measure import tell as tell_figures
from net import Net

LEAST = 0.05
BOUNDS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 1.01)


def told_by(figures: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, whether each was right, and weights; of a calm frame the surest telling."""
    sets = [figures['found'][name] for name in ('all', 'small')]
    alarms = figures['alarms']
    scores = np.concatenate([*(one.scores for one in sets), alarms])
    right = np.concatenate([*(one.right for one in sets), np.zeros(len(alarms), bool)])
    shown = sum(len(one.scores) for one in sets)
    weights = np.concatenate([np.ones(shown), np.full(len(alarms), sum(one.wanted for one in sets) / len(alarms))])
    kept = scores >= LEAST
    return scores[kept], right[kept].astype(float), weights[kept]


def fit(scores: np.ndarray, right: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    logits = torch.logit(torch.tensor(scores))
    line = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    search = torch.optim.LBFGS([line], max_iter=100)

    def loss() -> torch.Tensor:
        search.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(
            line[0] * logits + line[1], torch.tensor(right), torch.tensor(weights)
        )
        value.backward()
        return value

    search.step(loss)
    return float(line[0]), float(line[1])


def tell(name: str, scores: np.ndarray, right: np.ndarray, weights: np.ndarray) -> None:
    for low, high in zip(BOUNDS, BOUNDS[1:]):
        some = (scores >= low) & (scores < high)
        if some.any():
            share = (right[some] * weights[some]).sum() / weights[some].sum()
            print(f'{name}, score {low:.2f} to {min(high, 1):.2f}: {share:.2f} right of {some.sum()}')


def main(split: str, weights: Path) -> None:
    torch.set_num_threads(1)
    figures = measure(Net(weights), split)
    tell_figures(weights.name, figures, None)
    scores, right, importance = told_by(figures)
    tell('before', scores, right, importance)
    scale, shift = fit(scores, right, importance)
    tell('after', 1 / (1 + np.exp(-(scale * np.log(scores / (1 - scores)) + shift))), right, importance)
    print(f'--scale {scale:.3f} --shift {shift:.3f}')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        raise SystemExit('usage: calibrate.py SPLIT WEIGHTS.bin')
    main(sys.argv[1], Path(sys.argv[2]))
