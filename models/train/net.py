"""The net in PyTorch: the npm package's graph, carried out step by step, so that there is no second definition of it.

The graph (`nanodet.json`) and its weights (`nanodet.bin`, float16) are those that `npm run models -- compile` makes the ONNX net of.
Trained weights are written back in the very layout of `nanodet.bin`, which the compiler then takes in its place.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / 'node_modules' / '@vladmandic' / 'human-models' / 'models'
GRAPH = PACKAGE / 'nanodet.json'
WEIGHTS = PACKAGE / 'nanodet.bin'

# What the manifest says of the net's source: BGR, and COCO's 80 classes.
MEAN = (103.53, 116.28, 123.675)
STD = (57.375, 57.12, 58.395)
CLASSES = 80
BINS = 11
STRIDES = (8, 16, 32)
PERSON, LAPTOP, PHONE = 0, 63, 67
# Side of the square that the graph's resizing steps are written for, px.
GRAPH_SIDE = 416


def read_constants(graph: dict, weights: bytes) -> dict[str, np.ndarray]:
    """The graph's constants by name: float32 out of float16, and int32."""
    constants = {}
    offset = 0
    for spec in (one for group in graph['weightsManifest'] for one in group['weights']):
        kind = '<i4' if spec['dtype'] == 'int32' else '<f2' if 'quantization' in spec else '<f4'
        count = int(np.prod(spec['shape'], dtype=np.int64))
        values = np.frombuffer(weights, kind, count, offset).reshape(spec['shape'])
        constants[spec['name']] = values if spec['dtype'] == 'int32' else values.astype('float32')
        offset += values.nbytes
    if offset != len(weights):
        raise ValueError(f'weights are {len(weights)} bytes, the graph names {offset}')
    return constants


class Net(nn.Module):
    """Takes float [batch, 3, height, width], normalised; gives logits of the classes and of the distances' bins."""

    def __init__(self, weights: Path = WEIGHTS):
        super().__init__()
        graph = json.loads(GRAPH.read_text())
        self.constants = read_constants(graph, Path(weights).read_bytes())
        # Name of a constant in the graph → name of the parameter that holds it.
        self.trained: dict[str, str] = {}
        self.steps: list[dict] = []
        self._read(graph['modelTopology']['node'])

    def _read(self, nodes: list[dict]) -> None:
        alias: dict[str, str] = {}
        padded: set[str] = set()
        by_output: dict[str, dict] = {}

        def add(step: dict) -> None:
            self.steps.append(step)
            by_output[step['out']] = step

        for node in in_order(nodes):
            name, operation = node['name'], node['op']
            inputs = node.get('input', [])
            values = [alias.get(one, one) for one in inputs]
            if operation == 'Placeholder':
                self.input = name
            elif operation in ('Transpose', 'Pad'):
                # Pictures stay channels first; every padding is one pixel of zeros around, taken along by the convolution.
                alias[name] = values[0]
                if operation == 'Pad' or inputs[0] in padded:
                    padded.add(name)
            elif operation == 'Conv2D':
                strides = [int(one) for one in node['attr']['strides']['list']['i']]
                kernel = self._parameter(inputs[1])
                add({'op': 'conv', 'in': values[0], 'out': name, 'kernel': kernel, 'bias': None,
                     'stride': strides[1], 'padding': int(inputs[0] in padded), 'slope': None})
            elif operation == 'Add' and inputs[1] in self.constants:
                step = by_output[values[0]]
                step['bias'] = self._parameter(inputs[1])
                alias[name] = step['out']
            elif operation == 'LeakyRelu':
                step = by_output[values[0]]
                step['slope'] = node['attr']['alpha']['f']
                alias[name] = step['out']
            elif operation == 'Add':
                add({'op': 'add', 'in': values, 'out': name})
            elif operation == 'ConcatV2':
                add({'op': 'concat', 'in': values[:-1], 'out': name})
            elif operation == 'PadV2':
                alias[name] = values[0]
            elif operation == 'MaxPool':
                add({'op': 'pool', 'in': values[0], 'out': name})
            elif operation == 'ResizeBilinear':
                rows, _ = self.constants[inputs[1]]
                add({'op': 'resize', 'in': values[0], 'out': name, 'stride': GRAPH_SIDE // int(rows)})
            elif operation == 'SplitV':
                # What follows only reorders, and puts the scores through a sigmoid.
                add({'op': 'head', 'in': values[0], 'out': name})
            elif operation not in ('Const', 'Sigmoid', 'Reshape', 'Identity', 'SparseToDense', 'AddV2'):
                raise ValueError(f'{name}: operation {operation} is not known')

    def _parameter(self, constant: str) -> str:
        name = f'value_{len(self.trained)}'
        values = torch.from_numpy(self.constants[constant].copy())
        self.register_parameter(name, nn.Parameter(values.permute(3, 2, 0, 1) if values.dim() == 4 else values))
        self.trained[constant] = name
        return name

    def convolutions(self) -> list[dict]:
        return [step for step in self.steps if step['op'] == 'conv']

    def run(self, values: dict[str, torch.Tensor], steps: list[dict], size: tuple[int, int]) -> dict[str, torch.Tensor]:
        """Carries out some steps; `size` is the picture's height and width, px."""
        for step in steps:
            of = step['in']
            if step['op'] == 'conv':
                bias = None if step['bias'] is None else getattr(self, step['bias'])
                kernel = getattr(self, step['kernel'])
                value = functional.conv2d(values[of], kernel, bias, step['stride'], step['padding'])
                if step['slope'] is not None:
                    value = functional.leaky_relu(value, step['slope'])
            elif step['op'] == 'add':
                value = values[of[0]] + values[of[1]]
            elif step['op'] == 'concat':
                value = torch.cat([values[one] for one in of], 1)
            elif step['op'] == 'pool':
                value = functional.max_pool2d(functional.pad(values[of], (1, 1, 1, 1), value=-1e9), 3, 2)
            elif step['op'] == 'resize':
                target = (size[0] // step['stride'], size[1] // step['stride'])
                value = functional.interpolate(values[of], size=target, mode='bilinear', align_corners=False)
            else:
                value = values[of]
            values[step['out']] = value
        return values

    def heads(self, values: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits [batch, cells, 80] and [batch, cells, 44], cells of stride 8, 16, 32 row by row."""
        grids = [values[step['out']] for step in self.steps if step['op'] == 'head']
        grids.sort(key=lambda grid: -grid.shape[2])
        cells = torch.cat([grid.flatten(2) for grid in grids], 2).transpose(1, 2)
        return cells[..., :CLASSES], cells[..., CLASSES:]

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        size = (pictures.shape[2], pictures.shape[3])
        return self.heads(self.run({self.input: pictures}, self.steps, size))

    def encode(self) -> bytes:
        """The weights as the bytes of a `nanodet.bin`."""
        graph = json.loads(GRAPH.read_text())
        parts = []
        for spec in (one for group in graph['weightsManifest'] for one in group['weights']):
            values = self.constants[spec['name']]
            if spec['name'] in self.trained:
                values = getattr(self, self.trained[spec['name']]).detach().numpy()
                values = values.transpose(2, 3, 1, 0) if values.ndim == 4 else values
            kind = '<i4' if spec['dtype'] == 'int32' else '<f2' if 'quantization' in spec else '<f4'
            parts.append(np.ascontiguousarray(values).astype(kind).tobytes())
        return b''.join(parts)


def in_order(nodes: list[dict]) -> list[dict]:
    """The nodes, each after those that it takes from."""
    by_name = {node['name']: node for node in nodes}
    done: set[str] = set()
    ordered: list[dict] = []

    def visit(node: dict) -> None:
        if node['name'] in done:
            return
        done.add(node['name'])
        for one in node.get('input', []):
            before = by_name.get(one.lstrip('^').split(':')[0])
            if before is not None:
                visit(before)
        ordered.append(node)

    for node in nodes:
        visit(node)
    return ordered


def cells_of(height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Centre of each cell, px [cells, 2], and its stride [cells]."""
    centres, strides = [], []
    for stride in STRIDES:
        rows, columns = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing='ij')
        centres.append((torch.stack([columns, rows], -1).reshape(-1, 2) + 0.5) * stride)
        strides.append(torch.full((rows.numel(),), float(stride)))
    return torch.cat(centres), torch.cat(strides)


def boxes_of(distances: torch.Tensor, centres: torch.Tensor, strides: torch.Tensor) -> torch.Tensor:
    """Left, top, right, bottom in px out of the distances' logits [..., 44]."""
    bins = torch.arange(float(BINS))
    expected = distances.reshape(*distances.shape[:-1], 4, BINS).softmax(-1).mul(bins).sum(-1) * strides[..., None]
    return torch.cat([centres - expected[..., :2], centres + expected[..., 2:]], -1)


def as_input(pictures: np.ndarray) -> torch.Tensor:
    """uint8 [batch, height, width, 3] in BGR as what the net takes."""
    values = torch.from_numpy(pictures).permute(0, 3, 1, 2).float()
    return (values - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)
