// Every message that can stand in the log or in a snapshot, by hash. Fields are added, never changed: a
// reader of the first release's log must find each number where it was.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { EventBatch, LogRecord, Sealed, SecretValues, SnapshotPart } from '#kernel/model/gen/log.gen.ts';
import type { FieldSchema, MessageType } from '#kernel/model/schema.ts';

const goldenFile = path.join(import.meta.dirname, 'schema.json');
type Messages = Record<string, { hash: string; fields: string[] }>;

function fieldText({ number, name, type, container, message, inline }: FieldSchema): string {
  const shape = container === undefined ? '' : ` ${container}`;
  const of = message === undefined ? '' : ` ${message().name}`;
  return `${number} ${name} ${type}${shape}${of}${inline === true ? ' inline' : ''}`;
}

/** The messages that the roots reach, with their fields by number. */
function described(roots: readonly MessageType<unknown>[]): Messages {
  const messages: Messages = {};
  const visit = (type: MessageType<unknown>): void => {
    if (messages[type.name] !== undefined) return;
    const inOrder = type.schema.fields.toSorted((a, b) => a.number - b.number);
    const fields = inOrder.map(fieldText);
    messages[type.name] = { hash: createHash('sha256').update(fields.join('\n')).digest('hex'), fields };
    for (const { message } of type.schema.fields) if (message !== undefined) visit(message());
  };
  for (const root of roots) visit(root);
  return messages;
}

function golden(): Messages {
  const json: unknown = existsSync(goldenFile) ? JSON.parse(readFileSync(goldenFile, 'utf8')) : {};
  const messages: Messages = {};
  for (const [name, value] of Object.entries(isJsonObject(json) ? json : {})) {
    if (!isJsonObject(value) || !Array.isArray(value['fields'])) continue;
    messages[name] = { hash: String(value['hash']), fields: value['fields'].map(String) };
  }
  return messages;
}

const roots: readonly MessageType<unknown>[] = [
  LogRecord,
  SnapshotPart,
  EventBatch,
  Sealed,
  SecretValues,
  ...kindNames.map((kind) => definitionOf(kind).type),
];

describe('the schema of log and snapshots', () => {
  const present = described(roots);
  if (process.env['UPDATE_GOLDEN'] === 'schema')
    writeFileSync(goldenFile, `${JSON.stringify(present, undefined, 2)}\n`);
  const before = golden();

  it('has every field it ever had, under its number, name, type and container', () => {
    const broken = Object.entries(before).flatMap(([name, { fields }]) => {
      const now = new Set(present[name]?.fields);
      return fields.filter((field) => !now.has(field)).map((field) => `${name}: ${field}`);
    });
    assert.deepEqual(
      broken,
      [],
      'fields changed or disappeared: logs that hold them would be misread. Leave them as they are and add a field under a new number; a field out of use keeps its number for ever',
    );
  });

  it('is the one of the golden file', () => {
    const changed = Object.keys(present).filter((name) => present[name]?.hash !== before[name]?.hash);
    assert.deepEqual(
      changed,
      [],
      'fields or messages were added: see that older masters refuse or keep them (cluster version), then run UPDATE_GOLDEN=schema mocha test/golden/schema.test.ts',
    );
    assert.deepEqual(
      Object.keys(before).filter((name) => present[name] === undefined),
      [],
    );
  });
});
