// Backups (see custom.ts) in both their versions, through admission, a store, and the webhooks that are asked; without a
// master.
import assert from 'node:assert/strict';
import { versionsIn } from '#kernel/custom/catalog.ts';
import { inVersion } from '#kernel/custom/conversion.ts';
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import type { CustomKind, CustomObject } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { admission } from '#api/admission/admit.ts';
import { bounded } from '#api/bounded.ts';
import { Conversions } from '#api/webhooks/conversions.ts';
import { drive } from '#api/webhooks/drive.ts';
import { Webhooks } from '#api/webhooks/webhooks.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { systemRandom } from '#runtime/system.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { backupDefinition } from '#kit/custom.ts';

export const backups: CustomKind = 'Backup.example.com';
const noSignal = new AbortController().signal;

export class Versions implements Disposable {
  readonly bench = new ControlBench({ nodes: 0 });
  readonly conversions: Conversions;
  readonly #webhooks: Webhooks;

  constructor() {
    const routes = {
      random: systemRandom,
      forwarder: () => Promise.reject(new OrcError('NotFound', 'there are no pods')),
      metrics: createMetrics({}, false),
    };
    const quiet = (): void => undefined;
    const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, with: () => logger };
    this.conversions = new Conversions({ ...routes, view: () => this.bench.store });
    this.#webhooks = new Webhooks({
      ...routes,
      store: () => this.bench.store,
      bounded,
      logger,
      conversions: this.conversions,
    });
  }

  version(name: 'v1' | 'v2'): CustomDefinition {
    const found = versionsIn(this.bench.store, backups)?.all.get(`example.com/${name}`);
    assert.ok(found !== undefined);
    return found;
  }

  define(conversion?: JsonObject): void {
    this.bench.apply(backupDefinition(conversion));
  }

  /** Admits and commits a change, asking whomever it asks. */
  async change(change: Change, fieldManager = ''): Promise<string | undefined> {
    const asker = { signal: noSignal, warn: () => undefined };
    const answerers = { webhooks: this.#webhooks, conversions: this.conversions };
    const admitted = await drive(
      admission(change, { ...this.bench.context(), fieldManager }),
      answerers,
      asker,
    );
    if (admitted?.write !== undefined) {
      const { error, message } = this.bench.commit([admitted.write]);
      assert.equal(error, '', message);
    }
    return admitted?.result;
  }

  create(json: JsonObject): Promise<string | undefined> {
    return this.change({ create: { object: manifestOf(json) } });
  }

  patch(
    name: string,
    version: 'v1' | 'v2',
    spec: JsonObject,
    fieldManager = '',
  ): Promise<string | undefined> {
    const mergePatch = Buffer.from(JSON.stringify({ spec }));
    const apiVersion = `example.com/${version}`;
    const patch = { key: key(backups, 'default', name), mergePatch, status: false, apiVersion };
    return this.change({ patch }, fieldManager);
  }

  stored(name: string): CustomObject {
    const found = this.bench.store.get(backups, 'default', name);
    assert.ok(found !== undefined && found.kind === backups);
    return found;
  }

  spec(name: string): unknown {
    return this.stored(name)['spec'];
  }

  /** The spec of objects that are stored, as a version shows it. */
  async shown(version: 'v1' | 'v2', ...names: readonly string[]): Promise<unknown[]> {
    const definition = this.version(version);
    const objects = names.map((name) => this.stored(name));
    const made = await this.conversions.shown(objects, definition, noSignal);
    return made.map((object) => objectToJson(definition.type, inVersion(object, definition))['spec']);
  }

  [Symbol.dispose](): void {
    this.#webhooks.close();
    this.conversions.close();
  }
}
