// How a master gets a key-encryption key that the others have: over TLS, from members only, and only as one that proves
// that it has another key of the cluster. So a master's certificate alone opens nothing.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import type { EncryptionKeysRequest } from '#kernel/model/gen/api.gen.ts';
import type { Keyring } from '#api/encryption/keyring.ts';

/** How old a proof may be, for clocks that differ; a proof that is heard again gets its own master the same once more. */
const proofMs = 300_000;

function proofOf(
  key: Uint8Array,
  { name, ids, atMs }: Omit<EncryptionKeysRequest, 'proof' | 'knownId'>,
): Uint8Array {
  return createHmac('sha256', key)
    .update(JSON.stringify(['orc encryption keys', name, ids, atMs]))
    .digest();
}

/** A request for keys. */
export function keysRequest(
  name: string,
  ids: readonly string[],
  keyring: Keyring,
  nowMs: number,
): EncryptionKeysRequest {
  const { id, key } = keyring.sealing;
  const asked = { name, ids, atMs: nowMs };
  return { ...asked, knownId: id, proof: proofOf(key, asked) };
}

/** The keys asked for that are here. Throws Forbidden for who is no member, or has no key of the cluster. */
export function givenKeys(
  request: EncryptionKeysRequest,
  keyring: Keyring,
  members: readonly string[],
  nowMs: number,
): readonly Uint8Array[] {
  const { name, ids, knownId, proof, atMs } = request;
  if (!members.includes(name))
    throw new OrcError('Forbidden', `"${name}" is no master of this cluster any more`);
  const known = keyring.find(knownId);
  const wanted = known && proofOf(known, { name, ids, atMs });
  const isProof = wanted?.length === proof.length && timingSafeEqual(wanted, proof);
  if (!isProof || Math.abs(nowMs - atMs) > proofMs)
    throw new OrcError(
      'Forbidden',
      `"${name}" does not prove that it has a key-encryption key of this cluster`,
    );
  return ids.flatMap((id) => keyring.find(id) ?? []);
}
