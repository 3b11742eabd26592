import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeArea, mapGrid } from './map-grid.js';

test('each seat has a line of its own, past the edge and the aisles before it', () => {
  const grid = mapGrid({ rows: 2, columns: 3, aisles: { afterRows: [], afterColumns: [1] } });
  assert.deepEqual([1, 2, 3].map(grid.column), [2, 4, 5]);
  assert.deepEqual([1, 2].map(grid.row), [2, 3]);
  assert.deepEqual(grid.inner, { columns: '2 / 6', rows: '2 / 4' });
  assert.equal(grid.columns.match(/0\.3fr/g)?.length, 1);
});

test('an edge takes room only where the front or a door is on it', () => {
  const grid = mapGrid({ rows: 1, columns: 1, front: 'bottom', doors: [{ edge: 'left', at: 1 }] });
  assert.match(grid.columns, /^var\(--edge, 22px\) .* 0$/);
  assert.match(grid.rows, /^0 .* var\(--edge, 22px\)$/);
});

test('what is on an edge stands beside its row or column, the front along all of them', () => {
  const grid = mapGrid({ rows: 2, columns: 3, aisles: { afterRows: [1], afterColumns: [] } });
  assert.equal(edgeArea(grid, 'top'), '1 / 2 / 2 / 5');
  assert.equal(edgeArea(grid, 'bottom', 3), '-2 / 4 / -1 / 5');
  assert.equal(edgeArea(grid, 'left', 2), '4 / 1 / 5 / 2');
  assert.equal(edgeArea(grid, 'right', 1), '2 / -2 / 3 / -1');
});
