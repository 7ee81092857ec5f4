// What structural schemas and rules in CEL say of objects of kinds that users define, case by case as Kubernetes has it.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionIn } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { bounded } from '#api/bounded.ts';
import { admit } from '#api/admission/admit.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { cronTab, cronTabDefinition } from '#kit/custom.ts';

const version = { subresources: {}, selectableFields: [], additionalPrinterColumns: [] };

/** A kind whose spec has these fields. */
function definition(properties: JsonObject, spec: JsonObject = {}): JsonObject {
  const inner = { type: 'object', properties, ...spec };
  const schema = { type: 'object', properties: { spec: inner } };
  return cronTabDefinition({ schema, version });
}

class Schema {
  readonly bench = new ControlBench({ nodes: 0 });

  constructor(properties: JsonObject, spec: JsonObject = {}) {
    this.#change({ create: { object: manifestOf(definition(properties, spec)) } });
  }

  /** What is said against the change; its object's spec when nothing is. */
  #change(change: Change): unknown {
    try {
      const admitted = admit(change, { ...this.bench.context(), bounded });
      if (admitted?.write !== undefined) assert.equal(this.bench.commit([admitted.write]).error, '');
      if (admitted === undefined) return undefined;
      const { type } = definitionIn(this.bench.store, admitted.object.kind);
      return objectToJson(type, admitted.object)['spec'];
    } catch (error) {
      assert.ok(error instanceof OrcError, String(error));
      const { causes = [] } = error.details;
      return causes.map(({ field, message }) => `${field}: ${message}`);
    }
  }

  create(spec: JsonObject): unknown {
    return this.#change({ create: { object: manifestOf({ ...cronTab('a'), spec }) } });
  }

  update(spec: JsonObject, labels: JsonObject = {}): unknown {
    const manifest = { ...cronTab('a', {}, { labels }), spec };
    return this.#change({ update: { object: manifestOf(manifest), status: false } });
  }

  redefine(properties: JsonObject, spec: JsonObject = {}): void {
    const made = this.#change({
      update: { object: manifestOf(definition(properties, spec)), status: false },
    });
    assert.ok(isJsonObject(made), JSON.stringify(made));
  }
}

/** What is said against a definition. */
function refused(properties: JsonObject, spec: JsonObject = {}): readonly string[] {
  const bench = new ControlBench({ nodes: 0 });
  try {
    bench.change({ create: { object: manifestOf(definition(properties, spec)) } });
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    return (error.details.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
  }
  return [];
}
const validations = (...rules: readonly (string | JsonObject)[]): JsonObject => ({
  'x-kubernetes-validations': rules.map((rule) => (typeof rule === 'string' ? { rule } : rule)),
});

describe('structural schemas', () => {
  it('check fields that are called as the keywords of a schema', () => {
    const schema = new Schema(
      {
        not: { type: 'object', properties: { x: { type: 'integer' } } },
        anyOf: {
          type: 'object',
          properties: { '0': { type: 'object', properties: { y: { type: 'string' } } } },
        },
        properties: { type: 'object', properties: { not: { type: 'integer' } } },
        choice: { type: 'integer', anyOf: [{ minimum: 10 }, { maximum: 5 }], not: { enum: [3] } },
      },
      validations('self.not.x != 5'),
    );
    assert.deepEqual(schema.create({ not: { x: 'text' } }), [
      'spec.not.x: Invalid value: "string": spec.not.x in body must be of type integer: "string"',
    ]);
    assert.deepEqual(schema.create({ not: { x: 5 }, anyOf: { '0': { y: 1 } }, properties: { not: 'x' } }), [
      'spec.anyOf.0.y: Invalid value: "integer": spec.anyOf.0.y in body must be of type string: "integer"',
      'spec.properties.not: Invalid value: "string": spec.properties.not in body must be of type integer: "string"',
    ]);
    assert.deepEqual(schema.create({ not: { x: 5 } }), [
      'spec: Invalid value: "object": failed rule: self.not.x != 5',
    ]);
    assert.deepEqual(schema.create({ not: { x: 1 }, choice: 7 }), [
      'spec.choice: Invalid value: 7: spec.choice in body must validate at least one schema (anyOf)',
    ]);
    assert.deepEqual(schema.create({ not: { x: 1 }, choice: 3 }), [
      'spec.choice: Invalid value: 3: spec.choice in body must not validate the schema (not)',
    ]);
  });
});
