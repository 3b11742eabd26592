"""
Writes a second look as a TF.js graph model, which the compiler of nets takes: look_export.py LOOK.pt OUT.json OUT.bin.

It is the package's own graph as far as the backbone goes, and two convolutions of one pixel behind the means of its grids.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from look import CUT, HIDDEN, SIDE, Look
from net import GRAPH, in_order

FLOAT = {'type': 'DT_FLOAT'}
NHWC = {'s': 'TkhXQw=='}
VALID = {'s': 'VkFMSUQ='}


def constant(name: str, values: np.ndarray) -> tuple[dict, dict, bytes]:
    """A node, its place in the list of weights, and its bytes: float16, or int32."""
    whole = values.dtype == np.int32
    kind = {'dtype': 'int32'} if whole else {'dtype': 'float32', 'quantization': {'dtype': 'float16', 'original_dtype': 'float32'}}
    node = {'name': name, 'op': 'Const', 'attr': {'dtype': {'type': 'DT_INT32'} if whole else FLOAT}}
    return node, {'name': name, 'shape': list(values.shape), **kind}, values.astype('<i4' if whole else '<f2').tobytes()


def convolution(name: str, of: str, kernel: str) -> dict:
    return {'name': name, 'op': 'Conv2D', 'input': [of, kernel], 'attr': {
        'T': FLOAT, 'padding': VALID, 'data_format': NHWC, 'strides': {'list': {'i': ['1', '1', '1', '1']}},
        'dilations': {'list': {'i': ['1', '1', '1', '1']}}, 'explicit_paddings': {'list': {}}}}


def main(weights: Path, graph_file: Path, weights_file: Path) -> None:
    look = Look()
    look.load_state_dict(torch.load(weights))
    graph = json.loads(GRAPH.read_text())
    nodes = in_order(graph['modelTopology']['node'])
    by_name = {node['name']: node for node in nodes}
    convolutions = look.net.convolutions()
    # Channels last, as its own convolutions take them.
    grids = [by_name[convolutions[at]['out']]['input'][0] for at in (18, CUT)]
    needed = set(grids)
    for node in reversed(nodes):
        if node['name'] in needed:
            needed.update(one.lstrip('^').split(':')[0] for one in node.get('input', []))
    kept = [node for node in nodes if node['name'] in needed]
    for node in kept:
        if node['op'] == 'Placeholder':
            node['attr']['shape']['shape']['dim'] = [{'size': '1'}, {'size': '3'}, {'size': str(SIDE)}, {'size': str(SIDE)}]
    nodes_out, specs, parts = [], [], []
    for node in kept:
        if node['op'] != 'Const':
            nodes_out.append(node)
            continue
        values = look.net.constants[node['name']]
        if node['name'] in look.net.trained:
            values = getattr(look.net, look.net.trained[node['name']]).detach().numpy()
            values = values.transpose(2, 3, 1, 0) if values.ndim == 4 else values
        _, spec, data = constant(node['name'], np.ascontiguousarray(values))
        nodes_out.append(node)
        specs.append(spec)
        parts.append(data)
    own = [
        constant('look/axes', np.array([1, 2], np.int32)),
        constant('look/channels', np.array(3, np.int32)),
        constant('look/hidden/kernel', look.hidden.weight.detach().numpy().T.reshape(1, 1, -1, HIDDEN)),
        constant('look/hidden/bias', look.hidden.bias.detach().numpy()),
        constant('look/last/kernel', look.last.weight.detach().numpy().T.reshape(1, 1, HIDDEN, 1)),
        constant('look/last/bias', look.last.bias.detach().numpy()),
    ]
    for node, spec, data in own:
        nodes_out.append(node)
        specs.append(spec)
        parts.append(data)
    means = [{'name': f'look/mean{at}', 'op': 'Mean', 'input': [grid, 'look/axes'], 'attr': {'T': FLOAT, 'keep_dims': {'b': True}}} for at, grid in enumerate(grids)]
    nodes_out += [
        *means,
        {'name': 'look/means', 'op': 'ConcatV2', 'input': [*(one['name'] for one in means), 'look/channels'], 'attr': {'N': {'i': '2'}, 'T': FLOAT}},
        convolution('look/hidden', 'look/means', 'look/hidden/kernel'),
        {'name': 'look/hidden/add', 'op': 'Add', 'input': ['look/hidden', 'look/hidden/bias'], 'attr': {'T': FLOAT}},
        {'name': 'look/hidden/relu', 'op': 'LeakyRelu', 'input': ['look/hidden/add'], 'attr': {'T': FLOAT, 'alpha': {'f': 0.1}}},
        convolution('look/last', 'look/hidden/relu', 'look/last/kernel'),
        {'name': 'look/logit', 'op': 'Add', 'input': ['look/last', 'look/last/bias'], 'attr': {'T': FLOAT}},
    ]
    made = {
        'format': 'graph-model', 'generatedBy': 'models/train/look_export.py',
        'modelTopology': {'node': nodes_out, 'versions': graph['modelTopology'].get('versions', {})},
        'weightsManifest': [{'paths': [weights_file.name], 'weights': specs}],
    }
    graph_file.write_text(json.dumps(made, separators=(',', ':')) + '\n')
    weights_file.write_bytes(b''.join(parts))


if __name__ == '__main__':
    if len(sys.argv) != 4:
        raise SystemExit('usage: look_export.py LOOK.pt OUT.json OUT.bin')
    main(*map(Path, sys.argv[1:]))
