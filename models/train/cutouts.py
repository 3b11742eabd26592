"""Things cut out of pictures, with a mask: phones, what may be taken for one, and patches of nothing; and their pasting."""

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from pictures import Picture, checked, entries
from photo import uniform


@dataclass
class Cutout:
    pixels: np.ndarray
    # 0–1, how much of the thing a pixel shows.
    mask: np.ndarray


def rounded(height: int, width: int, radius: float) -> np.ndarray:
    mask = np.zeros((height, width), 'float32')
    r = int(min(height, width) * radius)
    cv2.rectangle(mask, (r, 0), (width - 1 - r, height - 1), 1, -1)
    cv2.rectangle(mask, (0, r), (width - 1, height - 1 - r), 1, -1)
    for x, y in ((r, r), (width - 1 - r, r), (r, height - 1 - r), (width - 1 - r, height - 1 - r)):
        cv2.circle(mask, (x, y), r, 1, -1)
    return mask


def cut(pixels: np.ndarray, box: np.ndarray, longest: int = 240) -> Cutout | None:
    """What a box holds, without the ground around it (GrabCut); None where that fails."""
    left, top, right, bottom = box
    rim = 0.12 * max(right - left, bottom - top)
    x0, y0 = max(0, int(left - rim)), max(0, int(top - rim))
    part = pixels[y0:int(bottom + rim), x0:int(right + rim)]
    if min(part.shape[:2]) < 24:
        return None
    factor = min(1.0, longest / max(part.shape[:2]))
    part = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    inner = [round((left - x0) * factor), round((top - y0) * factor), round((right - left) * factor), round((bottom - top) * factor)]
    kinds = np.zeros(part.shape[:2], 'uint8')
    try:
        cv2.grabCut(part, kinds, inner, np.zeros((1, 65)), np.zeros((1, 65)), 3, cv2.GC_INIT_WITH_RECT)
    except cv2.error:
        return None
    mask = ((kinds & 1) > 0).astype('uint8')
    count, marks, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return None
    mask = (marks == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype('uint8')
    x, y, w, h = cv2.boundingRect(mask)
    # Half or more of the box, and nearly as large as it: else something was lost.
    if mask.sum() < 0.45 * inner[2] * inner[3] or w * h < 0.75 * inner[2] * inner[3]:
        return None
    part, mask = part[y:y + h, x:x + w], mask[y:y + h, x:x + w]
    return Cutout(part.copy(), cv2.GaussianBlur(mask.astype('float32'), (0, 0), 0.7))


def cutouts_of(pictures: list[Picture], phones: bool, most: int) -> list[Cutout]:
    """Phones, or the other labelled things, out of pictures in which they stand free."""
    found = []
    order = list(pictures)
    random.Random(0).shuffle(order)
    for picture in order:
        boxes = picture.boxes[(picture.boxes[:, 0] == 0) == phones]
        if len(boxes) == 0 or len(boxes) > 4:
            continue
        one = cut(picture.pixels, boxes[0, 1:])
        if one is not None:
            found.append(one)
        if len(found) >= most:
            break
    return found


def stamps_of(split: str, longest: int = 220) -> list[Cutout]:
    """Photographed things that come cut out already (a picture with an alpha channel)."""
    found = []
    for row in entries(split):
        if row['phones'] != 'cutout':
            continue
        pixels = cv2.imread(str(checked(row)), cv2.IMREAD_UNCHANGED)
        if pixels is None or pixels.ndim < 3 or pixels.shape[2] < 4:
            continue
        factor = min(1.0, longest / max(pixels.shape[:2]))
        pixels = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        found.append(Cutout(pixels[..., :3].copy(), pixels[..., 3].astype('float32') / 255))
    return found


def patch_of(pictures: list[Picture]) -> Cutout:
    """A piece of a picture without a phone, in the shape of one."""
    pixels = random.choice(pictures).pixels
    height, width = pixels.shape[:2]
    h = int(uniform(0.1, 0.5) * height)
    w = int(min(width, h * uniform(0.4, 0.65)))
    x, y = random.randint(0, width - w), random.randint(0, height - h)
    part = pixels[y:y + h, x:x + w].copy()
    return Cutout(part, rounded(h, w, uniform(0, 0.15)))


def drawn() -> Cutout:
    """A made-up thing that is no phone: a card, paper with lines, a calculator or remote with keys, a cup, a dark square."""
    kind = random.choice(['card', 'paper', 'keys', 'keys', 'cup', 'dark', 'dark'])
    height = 120
    shape = {'card': 0.63, 'paper': uniform(0.6, 0.8), 'keys': random.choice([uniform(0.2, 0.3), uniform(0.55, 0.75)]),
             'cup': uniform(0.7, 1.0), 'dark': random.choice([uniform(0.8, 1.0), uniform(0.12, 0.25)])}[kind]
    width = max(14, int(height * shape))
    colour = np.array([uniform(0, 255) for _ in range(3)])
    if kind == 'paper':
        colour = np.full(3, uniform(190, 255))
    elif kind in ('dark', 'keys') and random.random() < 0.8:
        colour = np.full(3, uniform(5, 60))
    shade = np.linspace(uniform(0.8, 1.1), uniform(0.8, 1.1), width)[None, :, None]
    pixels = np.clip(np.broadcast_to(colour, (height, width, 3)) * shade, 0, 255).astype('uint8').copy()
    light = int(255 - colour.mean())
    if kind in ('card', 'paper'):
        for row in range(10, height - 8, random.randint(8, 16)):
            cv2.line(pixels, (6, row), (int(width * uniform(0.5, 0.95)), row), (light, light, light), random.randint(1, 3))
    if kind == 'keys':
        rows, columns = random.randint(4, 9), random.randint(2, 4)
        for row in range(rows):
            for column in range(columns):
                at = (int(width * (column + 0.5) / columns), int(height * (0.3 + 0.68 * (row + 0.5) / rows)))
                key = tuple(int(uniform(60, 255)) for _ in range(3)) if random.random() < 0.3 else (light, light, light)
                cv2.circle(pixels, at, max(2, int(min(width / columns, height / rows) * 0.3)), key, -1)
    mask = rounded(height, width, 0.45 if kind == 'cup' else uniform(0, 0.12))
    return Cutout(pixels, mask)


def metal() -> Cutout:
    """A made-up cup, bottle or tin: round, so that bands of light and dark run along it, wider above than below, with a rim."""
    height = 140
    width = int(height * uniform(0.35, 0.95))
    bands = np.interp(np.linspace(0, 1, width), np.linspace(0, 1, 9), [uniform(15, 245) for _ in range(9)])
    tint = np.array([uniform(0.8, 1.05), uniform(0.85, 1.05), uniform(0.8, 1.1)]) if random.random() < 0.7 else np.array([uniform(0.1, 1) for _ in range(3)])
    fall = np.linspace(uniform(0.7, 1.1), uniform(0.6, 1.1), height)
    pixels = np.clip(fall[:, None, None] * bands[None, :, None] * tint, 0, 255).astype('uint8')
    mask = np.zeros((height, width), 'float32')
    rim, narrow = int(width * uniform(0.05, 0.2)), int(width * uniform(0, 0.18))
    outline = np.array([[0, rim], [width - 1, rim], [width - 1 - narrow, height - 1 - rim], [narrow, height - 1 - rim]])
    cv2.fillPoly(mask, [outline], 1)
    cv2.ellipse(mask, (width // 2, height - 1 - rim), (max(1, width // 2 - narrow), rim), 0, 0, 360, 1, -1)
    cv2.ellipse(mask, (width // 2, rim), (width // 2, rim), 0, 0, 360, 1, -1)
    if random.random() < 0.7:
        inside = uniform(5, 200)
        cv2.ellipse(pixels, (width // 2, rim), (int(width * 0.46), int(rim * 0.8)), 0, 0, 360, (inside, inside, inside), -1)
    return Cutout(pixels, mask)


def skin() -> np.ndarray:
    """A colour of skin in some light, BGR."""
    red = uniform(60, 240)
    return np.array([red * uniform(0.4, 0.75), red * uniform(0.55, 0.82), red])


def fingers(thing: Cutout, tone: np.ndarray) -> Cutout:
    """Covers a part of the thing with strips of the colour of skin, as of a hand that holds it."""
    pixels, mask = thing.pixels.copy(), thing.mask
    height, width = mask.shape
    side = random.choice([-1, 1])
    for _ in range(random.randint(1, 4)):
        y = uniform(0.1, 0.95) * height
        reach = uniform(0.15, 0.6) * width
        start = (0 if side < 0 else width - 1, int(y))
        end = (int(reach) if side < 0 else int(width - 1 - reach), int(y + uniform(-0.1, 0.1) * height))
        colour = tuple(float(one) for one in tone * uniform(0.85, 1.1))
        cv2.line(pixels, start, end, colour, max(2, int(height * uniform(0.06, 0.12))), cv2.LINE_AA)
    return Cutout(pixels, mask)


def arm(canvas: np.ndarray, middle: np.ndarray, size: float, tone: np.ndarray) -> None:
    """Draws an arm with a palm from an edge of the picture to where something of `size` px is going to be."""
    rows, columns = canvas.shape[:2]
    edge = random.choice([(uniform(0, columns), rows), (uniform(0, columns), rows), (0, uniform(0, rows)), (columns, uniform(0, rows))])
    thick = max(2, int(size * uniform(0.25, 0.45)))
    layer = canvas.copy()
    colour = tuple(float(one) for one in tone * uniform(0.85, 1.05))
    middle_ = tuple(int(one) for one in middle)
    cv2.line(layer, (int(edge[0]), int(edge[1])), middle_, colour, thick, cv2.LINE_AA)
    cv2.circle(layer, middle_, int(size * uniform(0.28, 0.42)), tuple(float(one) for one in tone), -1, cv2.LINE_AA)
    canvas[:] = cv2.GaussianBlur(layer, (0, 0), 1.2) if random.random() < 0.5 else layer


def recoloured(thing: Cutout) -> Cutout:
    """The thing in another colour, as of another case."""
    hue, colour, bright = cv2.split(cv2.cvtColor(thing.pixels, cv2.COLOR_BGR2HSV).astype('float32'))
    hue = (hue + uniform(0, 180)) % 180
    colour = np.clip(colour * uniform(0.6, 1.6) + uniform(0, 120), 0, 255)
    bright = np.clip(bright * uniform(0.7, 1.3) + uniform(0, 60), 0, 255)
    return Cutout(cv2.cvtColor(cv2.merge([hue, colour, bright]).astype('uint8'), cv2.COLOR_HSV2BGR), thing.mask)


def paste(canvas: np.ndarray, thing: Cutout, longest: float, upright: bool = False, held: bool = False, against_light: bool = False,
          at: tuple[float, float] | None = None) -> np.ndarray | None:
    """
    Pastes a thing, turned and foreshortened, its longer side `longest` px, with its middle at (x, y) px or anywhere; against the light of a
    bright ground it is nearly black. Gives its box, or None where nothing is left of it.
    """
    tone = skin()
    if held:
        thing = fingers(thing, tone)
    height, width = thing.mask.shape
    angle = math.radians(uniform(-12, 12) if upright else uniform(0, 360))
    factor = longest / max(height, width)
    squash = (uniform(0.6, 1), uniform(0.85, 1)) if random.random() < 0.5 else (1, 1)
    w, h = width * factor * squash[0] / 2, height * factor * squash[1] / 2
    corners = np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) * np.array([[uniform(0.92, 1)], [1], [uniform(0.92, 1)], [1]])
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    corners = corners @ turn.T
    rows, columns = canvas.shape[:2]
    middle = np.array(at if at is not None else (uniform(0.04, 0.96) * columns, uniform(0.04, 0.96) * rows))
    corners += middle
    if held and random.random() < 0.7:
        arm(canvas, middle, longest, tone)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], 'float32')
    map_ = cv2.getPerspectiveTransform(source, corners.astype('float32'))
    # Shrunk first, so that small ones do not glitter.
    pixels, mask = thing.pixels, thing.mask
    if factor < 0.6:
        blur = 0.35 / factor
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur)
        mask = cv2.GaussianBlur(mask, (0, 0), blur)
    layer = cv2.warpPerspective(pixels, map_, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(mask, map_, (columns, rows), flags=cv2.INTER_LINEAR)
    ys, xs = np.where(alpha > 0.4)
    if len(xs) < 30:
        return None
    here, there = canvas[ys, xs].mean(), layer[ys, xs].mean()
    gain = uniform(0.6, 1.3) if random.random() < 0.5 else np.clip((here / max(there, 1)) ** 0.5, 0.4, 1.6)
    if against_light and here > 90:
        gain *= uniform(0.12, 0.4)
    alpha = alpha[..., None]
    canvas[:] = np.clip(canvas * (1 - alpha) + layer * gain * alpha, 0, 255).astype('uint8')
    return np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1], 'float32')


def shelf(canvas: np.ndarray, thing: Cutout, longest: float) -> list[np.ndarray | None]:
    """Pastes the same thing two to five times beside each other, upright, as on a shelf; gives the boxes."""
    height, width = thing.mask.shape
    count = random.randint(2, 5)
    step = longest * width / max(height, width) * uniform(1.02, 1.6)
    rows, columns = canvas.shape[:2]
    x, y = uniform(-0.1, 0.8) * columns, uniform(0.1, 0.9) * rows
    return [paste(canvas, thing, longest, upright=True, at=(x + step * nth, y + uniform(-0.03, 0.03) * longest)) for nth in range(count)]
