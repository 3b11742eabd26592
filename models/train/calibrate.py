"""
What a phone's score means: calibrate.py SPLIT WEIGHTS.bin fits K and B so that sigmoid(K · logit + B) is about the share of what is told
that is right, and prints both, with the shares before and after. `mix.py --scale K --shift B` writes them into weights.

Pictures with phones and calm frames weigh the same together, as if a seat saw a phone in every second picture.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from measure import letterbox, matched, phones_in, sets_of
from net import Net
from pictures import load

LEAST = 0.05
BOUNDS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 1.01)


def told_by(net: Net, split: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, whether each was right, and weights."""
    labelled, calm = load(split)
    squares = sets_of(labelled)
    shown = squares['all'] + squares['small']
    right = [hit for told, (_, boxes) in zip(phones_in(net, [one for one, _ in shown]), shown) for hit in matched(told, boxes[:, 1:])]
    wrong = [(float(one[0]), False) for told in phones_in(net, [letterbox(one.pixels, one.boxes)[0] for one in calm]) for one in told]
    hits = [(score, hit, len(calm) / len(shown)) for score, hit in right] + [(score, hit, 1.0) for score, hit in wrong]
    scores, hit, weights = (np.array(values, float) for values in zip(*[one for one in hits if one[0] >= LEAST]))
    return scores, hit, weights


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
    scores, right, importance = told_by(Net(weights), split)
    tell('before', scores, right, importance)
    scale, shift = fit(scores, right, importance)
    tell('after', 1 / (1 + np.exp(-(scale * np.log(scores / (1 - scores)) + shift))), right, importance)
    print(f'--scale {scale:.3f} --shift {shift:.3f}')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        raise SystemExit('usage: calibrate.py SPLIT WEIGHTS.bin')
    main(sys.argv[1], Path(sys.argv[2]))
