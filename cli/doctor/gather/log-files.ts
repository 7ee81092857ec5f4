// What this machine's disk holds of the log: whether Secrets, and the cluster's private keys, stand sealed in it.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { describeKey } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decodeRecord } from '#kernel/log/record.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { LogFiles } from '#cli/doctor/facts.ts';
import { readLog } from '#raft/wal/reader.ts';

/** A log of more takes too long to be read whole. */
const mostBytes = 512 * 1024 * 1024;
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What stands open in an object that should be sealed. */
function openIn(object: OrcObject): readonly string[] {
  if (object.kind === 'Secret')
    return [
      ...Object.keys(object.data ?? {}),
      ...Object.keys(object.stringData ?? {}),
      ...(object.metadata.annotations?.[lastApplied] === undefined ? [] : ['the last applied manifest']),
    ];
  if (object.kind !== 'Cluster') return [];
  // A sealed key is an envelope; one in the clear begins like PKCS #8 in DER or PEM.
  return [...(object.tokenKeys ?? []), ...(object.authorities ?? [])]
    .filter(
      ({ sealed = new Uint8Array() }) =>
        sealed[0] === 0x30 || Buffer.from(sealed.subarray(0, 64)).includes('PRIVATE KEY'),
    )
    .map(({ id }) => `key ${id}`);
}

/** What of a change of the log stands open that should be sealed, in words; empty where nothing does. */
export function openWrite({ object, key }: Write): readonly string[] {
  if (object === undefined || !['Secret', 'Cluster'].includes(key?.kind ?? '')) return [];
  const found = openIn(unpack(object));
  return found.length === 0 || key === undefined
    ? []
    : [`${describeKey(key)} in ${key.namespace}: ${found.join(', ')}`];
}

/** Reads all that is there of the log in a folder. Throws OrcError where it is too large, or can't be read now. */
export function readLogFiles(folder: string): LogFiles {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  if (bytes > mostBytes)
    throw new OrcError('TooLarge', `the log in ${folder} has ${bytes} bytes, more than are read`);
  const open = new Set<string>();
  let entries = 0;
  let sealed = 0;
  const report = readLog(folder, (record) => {
    if (record.kind !== 'entry' || record.entry.kind !== 'data') return;
    entries += 1;
    const body = decodeRecord(record.entry.data);
    if (!('transaction' in body)) return;
    for (const write of body.transaction.writes) {
      if (write.key?.kind === 'Secret') sealed += 1;
      for (const found of openWrite(write)) open.add(found);
    }
  });
  if (report === null) throw new OrcError('NotFound', `${folder} holds no log`);
  return { entries, open: [...open], sealed };
}
