// Columns of tables: those of every kind say what they are, and their cells are that.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellText } from '#kernel/kinds/columns.ts';
import type { Column } from '#kernel/kinds/kind.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { examples } from '#kit/examples.ts';
import { objectOf } from '#kit/kinds.ts';

const nowMs = Date.parse('2026-01-02T00:00:00Z');

function columnOf(kind: KindName, name: string): Column<OrcObject> {
  const found = definitionOf(kind).columns.find((column) => column.name === name);
  return found ?? assert.fail(`${kind} has a column ${name}`);
}

describe('columns', () => {
  for (const kind of kindNames)
    it(`of a ${kind} have names of their own, and say what they show; one of them is the object's name`, () => {
      const { columns } = definitionOf(kind);
      assert.equal(new Set(columns.map(({ name }) => name.toUpperCase())).size, columns.length);
      for (const { name, description, priority = 0 } of columns) {
        assert.match(name, /^[A-Z][\w() -]*$/);
        assert.notEqual(name.length > 2 && name === name.toUpperCase(), true, name);
        assert.match(description, /^[A-Z].*\.$/, name);
        assert.ok(priority === 0 || priority === 1, name);
      }
      const named = columns.filter(({ format }) => format === 'name');
      assert.deepEqual(
        named.map(({ name, type }) => [name, type]),
        [['Name', undefined]],
      );
    });

  for (const { kind, fields, status } of examples)
    it(`of a ${kind} have cells of their types, with a status and without`, () => {
      const whole = status === undefined ? [] : [{ ...fields, status }];
      for (const manifest of [fields, ...whole]) {
        const object = objectOf({ kind, ...manifest });
        for (const column of definitionOf(kind).columns) {
          const { name, type = 'string' } = column;
          const cell = column.value(object, nowMs);
          const holds =
            type === 'integer'
              ? Number.isSafeInteger(cell)
              : typeof cell === (type === 'date' ? 'string' : type);
          assert.ok(holds, `${name} is of the type ${type}, and not ${JSON.stringify(cell)}`);
        }
      }
    });

  it('are counts where Kubernetes counts, and text where several things stand in one', () => {
    const table: readonly (readonly [KindName, string, string | undefined])[] = [
      ['Deployment', 'Ready', undefined],
      ['Deployment', 'Up-to-date', 'integer'],
      ['Deployment', 'Available', 'integer'],
      ['ReplicaSet', 'Desired', 'integer'],
      ['ReplicaSet', 'Ready', 'integer'],
      ['DaemonSet', 'Current', 'integer'],
      ['Job', 'Completions', undefined],
      ['CronJob', 'Active', 'integer'],
      ['Pod', 'Restarts', undefined],
      ['Pod', 'Age', undefined],
      ['ConfigMap', 'Data', 'integer'],
      ['Event', 'Count', 'integer'],
      ['HorizontalPodAutoscaler', 'MinPods', undefined],
      ['PriorityClass', 'Global-Default', 'boolean'],
      ['ClusterRole', 'Created At', 'date'],
    ];
    for (const [kind, name, type] of table) assert.equal(columnOf(kind, name).type, type, `${kind} ${name}`);
  });

  it('are printed as text, and nothing as an empty cell', () => {
    assert.deepEqual(['a', 3, 0, true, false, null].map(cellText), ['a', '3', '0', 'true', 'false', '']);
  });
});
