"""
Measures nets on a split, all on the same pictures: measure.py SPLIT [WEIGHTS.bin…]; the npm package's own comes first, but with `--alone`.

Each picture is fitted into 416×416. Told are the AP50 of phones by scene and size, the recall at the score from which a share of the
calm frames raises an alarm, and at a fixed score with `--score S`.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
import torch

from net import PHONE, WEIGHTS, Net, as_input, boxes_of, cells_of
from pictures import Picture, load

SIDE = 416
LEAST = 0.01
# Shares of calm frames with an alarm at which recall is told: one in 200, one in 50, one in 20.
ALARMS = (0.005, 0.02, 0.05)
# √area of a small phone in the net's input, px.
SMALL = (32, 64)


def letterbox(pixels: np.ndarray, boxes: np.ndarray, shrink: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Fits a picture into the square, in the middle; boxes come along, and an enlarged rim for `shrink` is the picture's own, blurred."""
    height, width = pixels.shape[:2]
    factor = SIDE / max(height, width) * shrink
    inner = cv2.resize(pixels, (max(1, round(width * factor)), max(1, round(height * factor))), interpolation=cv2.INTER_AREA)
    if shrink < 1:
        square = cv2.GaussianBlur(cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA), (0, 0), 12)
    else:
        square = np.zeros((SIDE, SIDE, 3), 'uint8')
    top, left = (SIDE - inner.shape[0]) // 2, (SIDE - inner.shape[1]) // 2
    square[top:top + inner.shape[0], left:left + inner.shape[1]] = inner
    boxes = boxes.copy()
    boxes[:, 1:] = boxes[:, 1:] * factor + [left, top, left, top]
    return square, boxes


def overlap(one: np.ndarray, many: np.ndarray) -> np.ndarray:
    low, high = np.maximum(one[:2], many[:, :2]), np.minimum(one[2:], many[:, 2:])
    shared = np.clip(high - low, 0, None).prod(1)
    return shared / ((one[2:] - one[:2]).prod() + (many[:, 2:] - many[:, :2]).prod(1) - shared + 1e-9)


def phones_in(net: Net, squares: list[np.ndarray], least: float = LEAST) -> list[np.ndarray]:
    """What the net tells of phones in each picture, all of one size, from `least` on: score, left, top, right, bottom, surest first, after non-maximum suppression."""
    told = []
    for at in range(0, len(squares), 8):
        centres, strides = cells_of(*squares[at].shape[:2])
        with torch.no_grad():
            logits, distances = net(as_input(np.stack(squares[at:at + 8])))
        scores = logits[..., PHONE].sigmoid()
        for score, distance in zip(scores, distances):
            keep = (score >= least).nonzero()[:, 0]
            keep = keep[score[keep].argsort(descending=True)][:200]
            boxes = boxes_of(distance[keep], centres[keep], strides[keep])
            left = torch.cat([score[keep, None], boxes], 1).numpy()
            kept = []
            while len(left):
                kept.append(left[0])
                left = left[1:][overlap(left[0, 1:], left[1:, 1:]) < 0.5]
            told.append(np.array(kept, 'float32').reshape(-1, 5))
    return told


def matched(told: np.ndarray, wanted: np.ndarray) -> list[tuple[float, bool]]:
    free = np.ones(len(wanted), bool)
    hits = []
    for score, *box in told:
        overlaps = overlap(np.array(box), wanted) * free if len(wanted) else np.zeros(0)
        best = int(overlaps.argmax()) if len(overlaps) else -1
        hit = best >= 0 and overlaps[best] >= 0.5
        if hit:
            free[best] = False
        hits.append((float(score), bool(hit)))
    return hits


class Found:
    """Scores of what was told, right or wrong, beside how many phones there are."""

    def __init__(self, told: list[np.ndarray], wanted: list[np.ndarray]):
        hits = sorted((hit for one, boxes in zip(told, wanted) for hit in matched(one, boxes)), reverse=True)
        self.scores = np.array([score for score, _ in hits])
        self.right = np.array([right for _, right in hits], bool)
        self.wanted = sum(len(boxes) for boxes in wanted)

    def average_precision(self) -> float:
        right = self.right.cumsum()
        precision = np.maximum.accumulate((right / np.arange(1, len(right) + 1))[::-1])[::-1] if len(right) else right
        return float(precision[self.right].sum() / max(1, self.wanted))

    def recall(self, score: float) -> float:
        return float(self.right[self.scores >= score].sum() / max(1, self.wanted))

    def precision(self, score: float) -> float:
        told = self.scores >= score
        return float(self.right[told].mean()) if told.any() else float('nan')


def sets_of(labelled: list[Picture], fit=letterbox) -> dict[str, list[tuple[np.ndarray, np.ndarray]]]:
    """Pictures, each made fit, with their phones: all, webcam rooms, the others, and all shrunk until the largest phone is small."""
    sets: dict[str, list] = {'all': [], 'webcam rooms': [], 'other pictures': [], 'small': []}
    for one in labelled:
        phones = one.boxes[one.boxes[:, 0] == 0]
        if len(phones) == 0:
            continue
        fitted = fit(one.pixels, phones)
        sets['all'].append(fitted)
        sets['webcam rooms' if one.scene.startswith('room-') else 'other pictures'].append(fitted)
        side = float(np.sqrt((fitted[1][:, 3:] - fitted[1][:, 1:3]).prod(1)).max())
        target = SMALL[0] + (len(sets['all']) * 7) % (SMALL[1] - SMALL[0])
        if side > target and len(phones) <= 4:
            square, boxes = fit(one.pixels, phones, target / side)
            sides = np.sqrt((boxes[:, 3:] - boxes[:, 1:3]).prod(1))
            if sides.min() >= SMALL[0] * 0.75:
                sets['small'].append((square, boxes))
    return sets


def measure(net: Net, split: str, loaded=None) -> dict:
    """All figures of a net on a split."""
    labelled, calm = loaded or load(split)
    alarms = np.array([told[0, 0] if len(told) else 0.0 for told in phones_in(net, [letterbox(one.pixels, one.boxes)[0] for one in calm])])
    found, told = {}, {}
    for name, squares in sets_of(labelled).items():
        # Most squares are in two sets.
        fresh = [square for square, _ in squares if id(square) not in told]
        told.update(zip(map(id, fresh), phones_in(net, fresh)))
        found[name] = Found([told[id(square)] for square, _ in squares], [boxes[:, 1:] for _, boxes in squares])
    by_scene = {scene: alarms[[one.scene == scene for one in calm]] for scene in sorted({one.scene for one in calm})}
    return {'alarms': alarms, 'found': found, 'calm by scene': by_scene}


def score_of(alarms: np.ndarray, share: float) -> float:
    """The least score at which no more than a share of the calm frames raises an alarm."""
    ordered = np.sort(alarms)[::-1]
    return float(ordered[int(len(ordered) * share)]) + 1e-4


def tell(name: str, figures: dict, score: float | None) -> None:
    alarms, found = figures['alarms'], figures['found']
    print(f'{name}: {len(alarms)} calm frames; phones ' + ', '.join(f'{one} {f.wanted}' for one, f in found.items()))
    print('  AP50: ' + ', '.join(f'{one} {f.average_precision():.3f}' for one, f in found.items()))
    for share in ALARMS:
        at = score_of(alarms, share)
        print(f'  recall at {share:.1%} of calm frames (from {at:.2f}): ' + ', '.join(f'{one} {f.recall(at):.3f}' for one, f in found.items()))
    for at in [0.25] if score is None else [0.25, score]:
        print(f'  from {at:.2f}: alarms {(alarms >= at).mean():.3f}, ' + ', '.join(f'{one} recall {f.recall(at):.3f} precision {f.precision(at):.3f}' for one, f in found.items()))
        print('    alarms by scene: ' + ', '.join(f'{scene} {(values >= at).sum()}/{len(values)}' for scene, values in figures['calm by scene'].items()))


def main(arguments: list[str]) -> None:
    torch.set_num_threads(1)
    score = None
    alone = '--alone' in arguments
    arguments = [one for one in arguments if one != '--alone']
    if '--score' in arguments:
        at = arguments.index('--score')
        score = float(arguments[at + 1])
        del arguments[at:at + 2]
    if not arguments:
        raise SystemExit('usage: measure.py dev|judge [--alone] [--score S] [WEIGHTS.bin…]')
    split, *weights = arguments
    loaded = load(split)
    for path in [*([] if alone else [WEIGHTS]), *map(Path, weights)]:
        tell(path.name, measure(Net(path), split, loaded), score)


if __name__ == '__main__':
    main(sys.argv[1:])
