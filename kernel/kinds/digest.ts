// What the store must know of an object to keep it: enough to find it, and to judge what is written beside it. It is
// read from the packed object by a glance, so that the rest is not decoded before somebody looks.
import type { Index } from '#kernel/kinds/kind.ts';
import { decode } from '#kernel/model/codec.ts';
import { type MetadataGlance, ObjectGlance } from '#kernel/model/gen/glance.gen.ts';
import type { GlanceType } from '#kernel/model/schema.ts';

/** What a pod takes of its node. */
export interface PodLoad {
  readonly nodeName: string;
  /** Whether its containers have all ended for good: then it takes nothing. */
  readonly isFinished: boolean;
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** What the store knows of an object that is not decoded. */
export interface Digest {
  readonly metadata: MetadataGlance;
  /** The values by which it is found: those of its owners, then a list for each index of its kind. */
  readonly indexed: readonly (readonly string[])[];
  /** Of a pod that is on a node. */
  readonly load: PodLoad | undefined;
}

/** Makes the digest of an object that is encoded. Throws BadRequest for what is no such message. */
export type Digester = (raw: Uint8Array) => Digest;

/** Most objects have no owners, and nothing in an index. */
const none: readonly string[] = [];

let latest: Digest['indexed'] = [];

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some === others || (some.length === others.length && some.every((text, at) => text === others[at]));
}

/** Equal values are one in memory where they follow each other: what is written together is alike. */
function shared(indexed: Digest['indexed']): Digest['indexed'] {
  const isLatest =
    indexed.length === latest.length && indexed.every((values, at) => areSame(values, latest[at] ?? none));
  if (!isLatest) latest = indexed;
  return latest;
}

/** The digest of an object, or of a glance at it. */
export function digestOf<G extends ObjectGlance>(
  glance: G,
  indexes: readonly Index<G>[],
  load?: PodLoad,
): Digest {
  const { metadata } = glance;
  const indexed = [metadata.ownerReferences?.map(({ uid }) => uid) ?? none];
  for (const index of indexes) {
    const values = index.values(glance);
    indexed.push(values.length === 0 ? none : [...values]);
  }
  return { metadata, indexed: shared(indexed), load };
}

/** Digests by a glance that shows everything which a kind's indexes look at. */
export function digesterBy<G extends ObjectGlance>(
  type: GlanceType<G>,
  indexes: Readonly<Record<string, Index<G>>>,
  loadOf: (glance: G, raw: Uint8Array) => PodLoad | undefined,
): Digester {
  const all = Object.values(indexes);
  return (raw) => {
    const glance = decode(type, raw);
    return digestOf(glance, all, loadOf(glance, raw));
  };
}

/** Digests of objects that are found by nothing but their metadata. */
export const digestOfMetadata: Digester = (raw) => digestOf(decode(ObjectGlance, raw), []);
