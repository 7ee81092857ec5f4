// Who is in the cluster. A configuration is an entry of the log and takes effect when it is appended,
// not when it commits (Raft, section 6). While voters change, both the old majority and the new one must
// agree (joint consensus): `joint` is then set, and each member says which of the two it votes in.
import { invariant, OrcError } from '#kernel/errors.ts';

export interface ConfiguredMember {
  readonly id: number;
  readonly name: string;
  /** Where its peers connect, as host:port. */
  readonly address: string;
  /** Votes in the configuration being entered; the only one unless joint. A learner votes in neither. */
  readonly incoming: boolean;
  /** Votes in the configuration being left. False unless joint. */
  readonly outgoing: boolean;
  /** Is no member any more once the joint phase ends. */
  readonly leaving: boolean;
  /** A learner that the leader makes a voter once it has caught up. */
  readonly promote: boolean;
}

export interface Configuration {
  readonly joint: boolean;
  /** By ascending id. */
  readonly members: readonly ConfiguredMember[];
}

const formatVersion = 1;
const maxMembers = 64;
const maxTextBytes = 512;
const flags = { incoming: 1, outgoing: 2, leaving: 4, promote: 8 } as const;

/** A settled configuration from plain members. `promotedIds`: learners that are to become voters. */
export function configurationOf(
  members: readonly { readonly id: number; readonly name: string; readonly address: string }[],
  learnerIds: readonly number[] = [],
  promotedIds: readonly number[] = [],
): Configuration {
  const list = members.map(({ id, name, address }) => ({
    id,
    name,
    address,
    incoming: !learnerIds.includes(id),
    outgoing: false,
    leaving: false,
    promote: learnerIds.includes(id) && promotedIds.includes(id),
  }));
  return { joint: false, members: list.sort((a, b) => a.id - b.id) };
}

/** The voters whose majorities must agree: one set, or two while joint. */
export function voterSets(configuration: Configuration): readonly (readonly number[])[] {
  const incoming = configuration.members.filter((member) => member.incoming).map((member) => member.id);
  if (!configuration.joint) return [incoming];
  return [incoming, configuration.members.filter((member) => member.outgoing).map((member) => member.id)];
}

export function isVoter(configuration: Configuration, id: number): boolean {
  return configuration.members.some((member) => member.id === id && (member.incoming || member.outgoing));
}

export function isMember(configuration: Configuration, id: number): boolean {
  return configuration.members.some((member) => member.id === id);
}

/**
 * The first configuration to append on the way from `current` to `target` (settled both). Joint when
 * voters differ; the target itself when only learners or addresses do.
 */
export function entering(current: Configuration, target: Configuration): Configuration {
  invariant(!current.joint && !target.joint, 'a change starts from and aims at settled configurations');
  const before = new Map(current.members.map((member) => [member.id, member]));
  const after = new Map(target.members.map((member) => [member.id, member]));
  const votersOf = (members: ReadonlyMap<number, ConfiguredMember>): string =>
    [...members.values()]
      .filter((member) => member.incoming)
      .map((member) => member.id)
      .join();
  if (votersOf(before) === votersOf(after)) return target;
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b);
  const members: ConfiguredMember[] = [];
  for (const id of ids) {
    const old = before.get(id);
    const next = after.get(id);
    const described = next ?? old;
    if (described === undefined) continue;
    members.push({
      ...described,
      incoming: next?.incoming ?? false,
      outgoing: old?.incoming ?? false,
      leaving: next === undefined,
    });
  }
  return { joint: true, members };
}

/** The settled configuration that ends a joint one. */
export function settled(joint: Configuration): Configuration {
  const members = joint.members
    .filter((member) => !member.leaving)
    .map((member) => ({ ...member, outgoing: false }));
  return { joint: false, members };
}

/** The stored form. Throws OrcError Invalid when a member breaks a bound. */
export function encodeConfiguration(configuration: Configuration): Uint8Array {
  const { members } = configuration;
  if (members.length > maxMembers) {
    throw new OrcError('Invalid', `a cluster has at most ${maxMembers} masters, not ${members.length}`);
  }
  const encoder = new TextEncoder();
  const parts = members.map((member) => ({
    member,
    name: encoder.encode(member.name),
    address: encoder.encode(member.address),
  }));
  let size = 4;
  for (const { member, name, address } of parts) {
    if (name.length > maxTextBytes || address.length > maxTextBytes) {
      throw new OrcError(
        'Invalid',
        `master ${member.id}: name and address have at most ${maxTextBytes} bytes`,
      );
    }
    size += 13 + name.length + address.length;
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, formatVersion);
  view.setUint8(1, configuration.joint ? 1 : 0);
  view.setUint16(2, members.length);
  let at = 4;
  for (const { member, name, address } of parts) {
    view.setFloat64(at, member.id);
    view.setUint8(
      at + 8,
      (member.incoming ? flags.incoming : 0) |
        (member.outgoing ? flags.outgoing : 0) |
        (member.leaving ? flags.leaving : 0) |
        (member.promote ? flags.promote : 0),
    );
    view.setUint16(at + 9, name.length);
    view.setUint16(at + 11, address.length);
    bytes.set(name, at + 13);
    bytes.set(address, at + 13 + name.length);
    at += 13 + name.length + address.length;
  }
  return bytes;
}

/** The inverse of `encodeConfiguration`. Throws OrcError Corrupt, or Unsupported for a newer format. */
export function decodeConfiguration(bytes: Uint8Array): Configuration {
  const corrupt = (): OrcError => new OrcError('Corrupt', 'a configuration entry cannot be decoded');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) throw corrupt();
  const version = view.getUint8(0);
  if (version !== formatVersion) {
    throw new OrcError('Unsupported', `configuration format ${version} is newer than this orc: upgrade it`);
  }
  const jointByte = view.getUint8(1);
  const count = view.getUint16(2);
  if (jointByte > 1 || count > maxMembers) throw corrupt();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const members: ConfiguredMember[] = [];
  let at = 4;
  let previousId = 0;
  for (let read = 0; read < count; read++) {
    if (at + 13 > bytes.length) throw corrupt();
    const id = view.getFloat64(at);
    const bits = view.getUint8(at + 8);
    const nameEnd = at + 13 + view.getUint16(at + 9);
    const addressEnd = nameEnd + view.getUint16(at + 11);
    if (!Number.isSafeInteger(id) || id <= previousId || bits > 15 || addressEnd > bytes.length)
      throw corrupt();
    let name: string;
    let address: string;
    try {
      name = decoder.decode(bytes.subarray(at + 13, nameEnd));
      address = decoder.decode(bytes.subarray(nameEnd, addressEnd));
    } catch {
      throw corrupt();
    }
    members.push({
      id,
      name,
      address,
      incoming: (bits & flags.incoming) !== 0,
      outgoing: (bits & flags.outgoing) !== 0,
      leaving: (bits & flags.leaving) !== 0,
      promote: (bits & flags.promote) !== 0,
    });
    previousId = id;
    at = addressEnd;
  }
  if (at !== bytes.length) throw corrupt();
  return { joint: jointByte === 1, members };
}
