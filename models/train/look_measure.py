"""
What the second look adds: look_measure.py SPLIT WEIGHTS.bin LOOK… (.pt, or the .json of look_export.py) tells recall at equal alarms of the detector alone and of both, at the seat's input size.
The logit of both is A · detector + B · look + C. Told are a few such mixes and the one that fits the split best, whose numbers go into the manifest (`secondLook`);
--mix A,B,C tells that one alone, --score S what is right of what it tells from S on, --input 480x480 another input's size.
"""

import argparse
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as functional

from look import Look, exported
from look_crops import HEIGHT, WIDTH, crop
from measure import ALARMS, Found, matched, phones_in, score_of, sets_of
from net import Net, as_input
from pictures import load

SCALE = 2
# As on a seat: what the detector proposes below this score is not looked at, and the surest only.
FROM = float(np.log(0.1 / 0.9))
MOST = 6


def fitted(pixels: np.ndarray, boxes: np.ndarray, shrink: float = 1.0, *, size: tuple[int, int] = (WIDTH, HEIGHT)) -> tuple[np.ndarray, np.ndarray]:
    """Fitted into twice the detector's size; boxes come along in the detector's px."""
    columns, rows = size[0] * SCALE, size[1] * SCALE
    height, width = pixels.shape[:2]
    factor = min(rows / height, columns / width) * shrink
    inner = cv2.resize(pixels, (max(1, round(width * factor)), max(1, round(height * factor))), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    ground = cv2.GaussianBlur(cv2.resize(pixels, (columns, rows), interpolation=cv2.INTER_AREA), (0, 0), 12 * SCALE) if shrink < 1 else np.zeros((rows, columns, 3), 'uint8')
    top, left = (rows - inner.shape[0]) // 2, (columns - inner.shape[1]) // 2
    ground[top:top + inner.shape[0], left:left + inner.shape[1]] = inner
    boxes = boxes.copy()
    boxes[:, 1:] = (boxes[:, 1:] * factor + [left, top, left, top]) / SCALE
    return ground, boxes


def looked_at(net: Net, look: Look, pictures: list[np.ndarray]) -> list[np.ndarray]:
    """Detector's logit, the look's, left, top, right, bottom of each proposal."""
    told = []
    for picture in pictures:
        small = cv2.resize(picture, (picture.shape[1] // SCALE, picture.shape[0] // SCALE), interpolation=cv2.INTER_AREA)
        found = phones_in(net, [small])[0][:MOST]
        if len(found) == 0:
            told.append(np.zeros((0, 6), 'float32'))
            continue
        crops = as_input(np.stack([crop(picture, box[1:] * SCALE) for box in found]))
        with torch.no_grad():
            logits = look(crops).numpy()
        score = np.clip(found[:, 0], 1e-6, 1 - 1e-6)
        told.append(np.concatenate([np.log(score / (1 - score))[:, None], logits[:, None], found[:, 1:]], 1))
    return told


def scored(told: np.ndarray, mix: tuple[float, float, float]) -> np.ndarray:
    """Score of both, left, top, right, bottom, surest first. As on a seat, what the detector hardly proposes is not looked at."""
    a, b, c = mix
    score = np.where(told[:, 0] >= FROM, a * told[:, 0] + b * told[:, 1] + c, told[:, 0])
    rows = np.concatenate([1 / (1 + np.exp(-score[:, None])), told[:, 2:]], 1)
    return rows[rows[:, 0].argsort()[::-1]]


def figures_of(sets, calm, mix: tuple[float, float, float]):
    alarms = np.array([scored(told, mix)[0, 0] if len(told) else 0.0 for told in calm])
    return alarms, {name: Found([scored(told, mix) for told, _ in some], [boxes[:, 1:] for _, boxes in some]) for name, some in sets.items()}


def fitted_mix(sets, calm) -> tuple[float, float, float]:
    """A, B and C by which the score is about the share of what is right; calm frames weigh as much as pictures with phones."""
    rows, right, weights = [], [], []
    for name in ('all', 'small'):
        for told, boxes in sets[name]:
            hits = matched(scored(told, (1, 0, 0)), boxes[:, 1:])
            order = told[told[:, 0].argsort()[::-1]]
            kept = order[:, 0] >= FROM
            rows += list(order[kept, :2])
            right += [hit for (_, hit), keep in zip(hits, kept) if keep]
            weights += [1.0] * int(kept.sum())
    shown = len(rows) / len(calm)
    for told in calm:
        surest = told[told[:, 0] >= FROM][:1]
        rows += list(surest[:, :2])
        right += [False] * len(surest)
        weights += [shown] * len(surest)
    inputs, wanted, weight = torch.tensor(np.array(rows)).double(), torch.tensor(np.array(right)).double(), torch.tensor(np.array(weights)).double()
    line = torch.tensor([1.0, 0.5, 0.0], dtype=torch.double, requires_grad=True)
    search = torch.optim.LBFGS([line], max_iter=200)

    def loss() -> torch.Tensor:
        search.zero_grad()
        value = functional.binary_cross_entropy_with_logits(inputs @ line[:2] + line[2], wanted, weight)
        value.backward()
        return value

    search.step(loss)
    a, b, c = (round(float(one), 3) for one in line)
    return a, b, c


def tell(sets, calm, mix: tuple[float, float, float], scores: list[float]) -> None:
    alarms, found = figures_of(sets, calm, mix)
    print('{} · detector + {} · look + {}; AP50 '.format(*mix) + ', '.join(f'{name} {one.average_precision():.3f}' for name, one in found.items()))
    for share in ALARMS:
        at = score_of(alarms, share)
        print(f'  recall at {share:.1%} (from {at:.3f}): ' + ', '.join(f'{name} {one.recall(at):.3f}' for name, one in found.items()))
    for at in scores:
        print(f'  from {at:.2f}: alarms {(alarms >= at).sum()} of {len(alarms)}, ' + ', '.join(f'{name} recall {one.recall(at):.3f} precision {one.precision(at):.3f}' for name, one in found.items()))


def trained(path: Path) -> Look:
    if path.suffix == '.json':
        return exported(path)
    look = Look()
    look.load_state_dict(torch.load(path))
    return look


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('split')
    parser.add_argument('weights', type=Path)
    parser.add_argument('looks', type=Path, nargs='+')
    parser.add_argument('--mix', type=lambda text: tuple(float(one) for one in text.split(',')))
    parser.add_argument('--score', type=float, action='append', default=[])
    parser.add_argument('--input', type=lambda text: tuple(int(one) for one in text.split('x')), default=(WIDTH, HEIGHT), help='of the detector, such as 480x480')
    asked = parser.parse_args()
    torch.set_num_threads(1)
    net = Net(asked.weights)
    labelled, calm = load(asked.split, 1280)
    fit = partial(fitted, size=asked.input)
    squares = sets_of(labelled, fit)
    nothing = np.zeros((0, 5), 'float32')
    quiet_squares = [fit(one.pixels, nothing)[0] for one in calm]
    for path in asked.looks:
        look = trained(path).eval()
        sets = {name: [(told, boxes) for told, (_, boxes) in zip(looked_at(net, look, [picture for picture, _ in some]), some)] for name, some in squares.items()}
        quiet = looked_at(net, look, quiet_squares)
        print(path.name)
        mixes = [asked.mix] if asked.mix else [(1, 0, 0), (1, 0.25, 0), (1, 0.5, 0), (1, 0.75, 0), (1, 1, 0), (1, 1.5, 0), fitted_mix(sets, quiet)]
        for mix in mixes:
            tell(sets, quiet, mix, asked.score)
        worst = sorted(((told[0, 1], told[0, 0], one.scene) for told, one in zip(quiet, calm) if len(told)), reverse=True)[:6]
        print('  surest looks at calm frames: ' + ', '.join(f'{scene} {look:.1f} ({detector:.1f})' for look, detector, scene in worst), flush=True)


if __name__ == '__main__':
    main()
