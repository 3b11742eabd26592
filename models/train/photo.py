"""What a webcam does to a picture: exposure, white balance, noise, blur, few pixels, JPEG."""

import random

import cv2
import numpy as np

uniform = random.uniform


def light(pixels: np.ndarray) -> np.ndarray:
    values = pixels.astype('float32')
    if random.random() < 0.4:
        values = (values / 255) ** uniform(0.6, 1.6) * 255
    mean = values.mean()
    values = (values - mean) * uniform(0.6, 1.35) + mean * uniform(0.5, 1.4)
    values *= np.array([uniform(0.85, 1.15), uniform(0.93, 1.07), uniform(0.85, 1.15)], 'float32')
    grey = (values @ np.array([0.114, 0.587, 0.299], 'float32'))[..., None]
    colour = 0.0 if random.random() < 0.05 else uniform(0.4, 1.4)
    values = grey + (values - grey) * colour
    if random.random() < 0.4:
        values += np.random.standard_normal(values.shape).astype('float32') * uniform(2, 14)
    return np.clip(values, 0, 255).astype('uint8')


def moved(pixels: np.ndarray) -> np.ndarray:
    """Blurred along a line, as by a hand that moves."""
    size = random.choice([3, 5, 7, 9])
    kernel = np.zeros((size, size), 'float32')
    kernel[size // 2] = 1
    turn = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), uniform(0, 180), 1)
    kernel = cv2.warpAffine(kernel, turn, (size, size))
    return cv2.filter2D(pixels, -1, kernel / max(kernel.sum(), 1e-3))


def photo(pixels: np.ndarray) -> np.ndarray:
    """The picture as some webcam may give it."""
    if random.random() < 0.8:
        pixels = light(pixels)
    kind = random.random()
    if kind < 0.2:
        pixels = cv2.GaussianBlur(pixels, (0, 0), uniform(0.4, 1.8))
    elif kind < 0.32:
        pixels = moved(pixels)
    elif kind < 0.45:
        height, width = pixels.shape[:2]
        factor = uniform(0.4, 0.8)
        few = cv2.resize(pixels, (int(width * factor), int(height * factor)), interpolation=cv2.INTER_AREA)
        pixels = cv2.resize(few, (width, height), interpolation=cv2.INTER_LINEAR)
    if random.random() < 0.5:
        quality = [cv2.IMWRITE_JPEG_QUALITY, random.randint(25, 90)]
        pixels = cv2.imdecode(cv2.imencode('.jpg', pixels, quality)[1], cv2.IMREAD_COLOR)
    return pixels
