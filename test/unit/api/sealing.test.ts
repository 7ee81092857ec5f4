import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { Keyring, newEncryptionKey, parseKeyring } from '#api/encryption/keyring.ts';
import { createSealer, createVault } from '#api/sealing.ts';

const key = (fill: number): Keyring => new Keyring([new Uint8Array(32).fill(fill)]);
const secret: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'default', uid: 'u', annotations: { note: 'kept' } },
  data: { a: new Uint8Array([1, 2, 3]), empty: new Uint8Array() },
};

function sealed(): Secret {
  const made = createSealer(key(1)).seal(secret);
  assert.ok(made.kind === 'Secret');
  return made;
}

describe('sealing', () => {
  it('opens again with the same key, and differs every time', () => {
    assert.deepEqual(createSealer(key(1)).open(sealed()), secret);
    assert.notDeepEqual(sealed().sealed, sealed().sealed);
    assert.equal(sealed().metadata.annotations?.['note'], 'kept');
  });

  it('names both keys when it is the wrong one', () => {
    assert.throws(() => createSealer(key(2)).open(sealed()), {
      code: 'Expired',
      message: /sealed under key/,
    });
  });

  it('fails on every changed byte, and for another object', () => {
    const made = sealed();
    const bytes = made.sealed ?? new Uint8Array();
    const sealer = createSealer(key(1));
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.throws(() => sealer.open({ ...made, sealed: changed }), `byte ${at}`);
    }
    assert.throws(() => sealer.open({ ...made, metadata: { ...made.metadata, uid: 'other' } }));
  });

  it('tells of damage as an OrcError', () => {
    const made = sealed();
    const bytes = (made.sealed ?? new Uint8Array()).slice();
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    assert.throws(
      () => createSealer(key(1)).open({ ...made, sealed: bytes }),
      (error) => error instanceof OrcError && error.code === 'Corrupt',
    );
  });

  it('wraps under another key what stays sealed, and opens it by that alone', () => {
    const both = new Keyring([new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]);
    const vault = createVault(both);
    const made = vault.seal(Buffer.from('plain'), 'about');
    assert.equal(vault.rewrap(made, 'it'), undefined, 'it is under the sealing key already');
    both.sealWith(both.ids[1] ?? '');
    const again = vault.rewrap(made, 'it') ?? assert.fail('nothing was wrapped');
    both.forget(both.ids[1] ?? '');
    assert.deepEqual(both.ids, key(2).ids);
    assert.equal(Buffer.from(vault.open(again, 'about', 'it')).toString(), 'plain');
    assert.throws(() => vault.open(made, 'about', 'it'), { code: 'Expired' });
    assert.throws(() => vault.open(again, 'other', 'it'), { code: 'Corrupt' });
  });

  it('reads only keys of 64 hexadecimal digits', () => {
    assert.equal(parseKeyring(newEncryptionKey(), 'f').ids.length, 1);
    assert.equal(parseKeyring(newEncryptionKey() + newEncryptionKey(), 'f').ids.length, 2);
    for (const text of ['', 'ff', 'G'.repeat(64), `${'0'.repeat(64)}0`])
      assert.throws(() => parseKeyring(text, 'the-file'), { code: 'BadRequest', message: /the-file/ });
  });
});
