"""Batches to train on: half of each shows no phone. Look at some with: data.py OUT.png"""

import math
import random
import sys

import cv2
import numpy as np

from cutouts import Cutout, cutouts_of, drawn, metal, paste, patch_of, recoloured, shelf, stamps_of
from photo import photo, uniform
from pictures import Picture, load

# Boxes come with a class: 0 is a phone, IGNORED a place of which nothing is said.
IGNORED = -1
NOTHING = np.zeros((0, 5), 'float32')
# What a batch of eight is made of.
KINDS = ('labelled', 'labelled', 'labelled', 'pasted', 'pasted or labelled', 'calm', 'mimics', 'mimics or things or calm')


def part_of(pixels: np.ndarray, boxes: np.ndarray, window: tuple[float, float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """A window of a picture; of a box of which less than 0.4 is left nothing is said."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = max(0, int(window[0])), max(0, int(window[1])), min(width, int(window[2])), min(height, int(window[3]))
    kept = []
    for kind, left, top, right, bottom in boxes:
        l, t, r, b = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
        if r - l < 2 or b - t < 2:
            continue
        left_over = (r - l) * (b - t) / max(1e-3, (right - left) * (bottom - top))
        kept.append([kind if left_over >= 0.4 else IGNORED, l - x0, t - y0, r - x0, b - y0])
    return pixels[y0:y1, x0:x1], np.array(kept, 'float32').reshape(-1, 5)


def mirrored(pixels: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if random.random() < 0.5:
        return pixels, boxes
    boxes = boxes.copy()
    boxes[:, [1, 3]] = pixels.shape[1] - boxes[:, [3, 1]]
    return pixels[:, ::-1], boxes


def rolled(pixels: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turned by a few degrees, or a quarter; a box then holds its turned corners, drawn in a little."""
    if random.random() < 0.1:
        width = pixels.shape[1]
        turned = np.stack([boxes[:, 0], boxes[:, 2], width - boxes[:, 3], boxes[:, 4], width - boxes[:, 1]], 1)
        return np.rot90(pixels).copy(), turned
    if random.random() < 0.6:
        return pixels, boxes
    height, width = pixels.shape[:2]
    angle = uniform(-8, 8) if random.random() < 0.6 else uniform(-25, 25)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    pixels = cv2.warpAffine(pixels, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    out = boxes.copy()
    for at, (_, l, t, r, b) in enumerate(boxes):
        corners = np.array([[l, t, 1], [r, t, 1], [r, b, 1], [l, b, 1]]) @ turn.T
        low, high = corners.min(0), corners.max(0)
        slack = (high - low - [r - l, b - t]) * 0.3
        out[at, 1:] = [*(low + slack), *(high - slack)]
    return pixels, out


def fit(pixels: np.ndarray, boxes: np.ndarray, size: tuple[int, int], shrink: float, ground: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Puts a picture, fitted into the size and shrunk, somewhere onto a ground."""
    rows, columns = size
    height, width = pixels.shape[:2]
    factor = min(rows / height, columns / width) * shrink
    w, h = max(8, int(width * factor)), max(8, int(height * factor))
    small = cv2.resize(pixels, (w, h), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    x, y = random.randint(0, columns - w), random.randint(0, rows - h)
    if random.random() < 0.4:
        x, y = (columns - w) // 2, (rows - h) // 2
    canvas = ground.copy()
    canvas[y:y + h, x:x + w] = small
    boxes = boxes.copy()
    boxes[:, 1:] = boxes[:, 1:] * [w / width, h / height, w / width, h / height] + [x, y, x, y]
    return canvas, boxes


class Maker:
    """Makes samples out of the training split."""

    def __init__(self) -> None:
        labelled, calm = load('train')
        self.phones = [one for one in labelled if (one.boxes[:, 0] == 0).any() and one.scene != 'desk-from-above']
        self.rooms = [one for one in self.phones if one.scene.startswith('room-')]
        self.things = [one for one in labelled if one.scene == 'desk-from-above']
        self.calm = calm
        # Each scene as often as any other, however many pictures it has.
        self.calm_scenes = [[one for one in calm if one.scene == scene] for scene in sorted({one.scene for one in calm})]
        self.tidy = [one for one in self.phones if one.scene in ('desk', 'bed-and-floor') or one.scene.startswith('room-')]
        self.cut_phones = cutouts_of(self.phones, True, 170)
        self.cut_things = cutouts_of(self.things, False, 90)
        self.stamps = stamps_of('train')

    def ground(self, size: tuple[int, int]) -> np.ndarray:
        """A picture without a phone that fills the size."""
        pixels = self.beside_phones() if random.random() < 0.35 else None
        if pixels is None:
            pixels = random.choice(random.choice(self.calm_scenes)).pixels
        pixels, _ = mirrored(pixels, NOTHING)
        height, width = pixels.shape[:2]
        rows, columns = size
        if random.random() < 0.3:
            canvas, _ = fit(pixels, NOTHING, size, 1, np.zeros((rows, columns, 3), 'uint8'))
            return canvas
        factor = min(height / rows, width / columns) * uniform(0.5, 1)
        h, w = max(8, int(rows * factor)), max(8, int(columns * factor))
        x, y = random.randint(0, width - w), random.randint(0, height - h)
        return cv2.resize(pixels[y:y + h, x:x + w], (columns, rows), interpolation=cv2.INTER_AREA if factor > 1 else cv2.INTER_LINEAR)

    def beside_phones(self) -> np.ndarray | None:
        """A part of a picture with phones that holds none of them; None where none is found soon."""
        one = random.choice(self.tidy)
        height, width = one.pixels.shape[:2]
        for _ in range(6):
            w, h = int(width * uniform(0.3, 0.8)), int(height * uniform(0.3, 0.8))
            x, y = random.randint(0, width - w), random.randint(0, height - h)
            boxes = one.boxes[:, 1:]
            if ((boxes[:, 0] > x + w) | (boxes[:, 2] < x) | (boxes[:, 1] > y + h) | (boxes[:, 3] < y)).all():
                return one.pixels[y:y + h, x:x + w]
        return None

    def rim(self, size: tuple[int, int]) -> np.ndarray:
        if random.random() < 0.5:
            return self.ground(size)
        return np.full((*size, 3), random.choice([0, 0, 114, random.randint(0, 255)]), 'uint8')

    def labelled(self, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        one = random.choice(self.rooms if random.random() < 0.3 else self.phones)
        pixels, boxes = rolled(*mirrored(one.pixels, one.boxes))
        boxes = boxes[boxes[:, 0] == 0]
        if random.random() < 0.35:
            return fit(pixels, boxes, size, uniform(0.8, 1), np.zeros((*size, 3), 'uint8'))
        _, left, top, right, bottom = boxes[random.randrange(len(boxes))]
        longest = max(right - left, bottom - top)
        if random.random() < 0.5:
            rims = [uniform(0.1, 1.5) * longest for _ in range(4)]
            pixels, boxes = part_of(pixels, boxes, (left - rims[0], top - rims[1], right + rims[2], bottom + rims[3]))
        full = longest * min(size[0] / pixels.shape[0], size[1] / pixels.shape[1])
        target = math.exp(uniform(math.log(32), math.log(90))) if random.random() < 0.4 else math.exp(uniform(math.log(60), math.log(260)))
        return fit(pixels, boxes, size, min(1, target / full), self.rim(size))

    def mimic(self) -> Cutout:
        kind = random.random()
        if kind < 0.3:
            return random.choice(self.stamps)
        if kind < 0.5:
            return random.choice(self.cut_things)
        if kind < 0.65:
            return metal()
        return drawn() if kind < 0.8 else patch_of(random.choice(self.calm_scenes))

    def mimics(self, canvas: np.ndarray) -> np.ndarray:
        for _ in range(random.randint(1, 3)):
            # In a hand as often as phones are.
            paste(canvas, self.mimic(), self.length(18), random.random() < 0.4, random.random() < 0.6)
        return canvas

    def marks(self, canvas: np.ndarray) -> np.ndarray:
        """Specks, sockets, switches on the walls."""
        for _ in range(random.randint(1, 6)):
            thing = drawn() if random.random() < 0.5 else patch_of(random.choice(self.calm_scenes))
            paste(canvas, thing, uniform(4, 24))
        return canvas

    @staticmethod
    def length(least: float) -> float:
        """Longer side of what is pasted, px."""
        return math.exp(uniform(math.log(least), math.log(90))) if random.random() < 0.45 else math.exp(uniform(math.log(70), math.log(240)))

    def pasted(self, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        canvas = self.ground(size)
        if random.random() < 0.4:
            self.mimics(canvas)
        if random.random() < 0.3:
            self.marks(canvas)
        boxes = []
        if random.random() < 0.1:
            boxes = [box for box in shelf(canvas, random.choice(self.cut_phones), self.length(30)) if box is not None]
        else:
            for _ in range(random.choice([1, 1, 1, 2])):
                phone = random.choice(self.cut_phones)
                if random.random() < 0.3:
                    phone = recoloured(phone)
                box = paste(canvas, phone, self.length(30), random.random() < 0.4, random.random() < 0.6, against_light=random.random() < 0.12)
                if box is not None:
                    boxes.append(box)
        return canvas, np.array([[0, *box] for box in boxes], 'float32').reshape(-1, 5)

    def sample(self, kind: str, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        """uint8 BGR of `size` (height, width), and its boxes of phones."""
        boxes = NOTHING
        if kind == 'labelled':
            canvas, boxes = self.labelled(size)
        elif kind == 'pasted':
            canvas, boxes = self.pasted(size)
        elif kind == 'calm':
            canvas = self.ground(size)
            if random.random() < 0.4:
                self.marks(canvas)
        elif kind == 'mimics':
            canvas = self.mimics(self.ground(size))
        elif kind != 'things':
            raise ValueError(f'{kind} is no kind of sample')
        else:
            one = random.choice(self.things)
            pixels, boxes = rolled(*mirrored(one.pixels, one.boxes))
            canvas, boxes = fit(pixels, boxes[boxes[:, 0] == 0], size, uniform(0.5, 1), self.rim(size))
        return photo(np.ascontiguousarray(canvas)), boxes[boxes[:, 0] <= 0]

    def batch(self, size: tuple[int, int]) -> tuple[np.ndarray, list[np.ndarray], tuple[str, ...]]:
        kinds = tuple(random.choice(kind.split(' or ')) for kind in KINDS)
        samples = [self.sample(kind, size) for kind in kinds]
        return np.stack([pixels for pixels, _ in samples]), [boxes for _, boxes in samples], kinds


def main(out: str) -> None:
    random.seed(0)
    np.random.seed(0)
    maker = Maker()
    print(f'{len(maker.phones)} pictures of phones, {len(maker.calm)} calm, cut out {len(maker.cut_phones)} phones, {len(maker.cut_things) + len(maker.stamps)} things')
    rows = []
    for _ in range(6):
        pictures, boxes, _ = maker.batch((256, 416))
        for picture, some in zip(pictures, boxes):
            for kind, *box in some:
                l, t, r, b = (int(one) for one in box)
                cv2.rectangle(picture, (l, t), (r, b), (0, 0, 255) if kind == 0 else (255, 0, 0), 2)
        rows.append(np.hstack([cv2.resize(one, (208, 128)) for one in pictures]))
    cv2.imwrite(out, np.vstack(rows))


if __name__ == '__main__':
    main(sys.argv[1])
