// What admission may look at: state, one moment, randomness, and the means to see into Secrets. All of
// it is given, so that the same change under the same context is admitted in the same way.
import { type ErrorCode, type FieldCause, OrcError } from '#kernel/errors.ts';
import type { Bounded, Random } from '#kernel/ports.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { Resolutions } from '#kernel/images/pins.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { Room } from '#kernel/model/slab.ts';
import type { PodDisruptionBudget } from '#kernel/model/gen/policy.gen.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import type { Operation, UserInfo } from '#kernel/access/operation.ts';
import type { SecurityLevel, SecurityMode } from '#kernel/policy/pod-security/levels.ts';
import type { MadeBefore } from '#kernel/kinds/pod-account.ts';
import type { Namespace } from '#kernel/model/gen/core.gen.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Seals what may not stand in the log in plain, and opens it for those who may see it. */
export interface Sealer {
  /** A Secret with its values sealed; any other object as it is. */
  seal(object: OrcObject): OrcObject;
  /** A sealed Secret with its values, the Cluster without its sealed keys; any other object as it is. */
  open(object: OrcObject): OrcObject;
}

/** Who asks for a change, where what they may do decides what may become of it. */
export interface Requester extends UserInfo {
  may(operation: Operation): boolean;
  /** Throws Forbidden when they may not. */
  check(operation: Operation): void;
  /** Every rule that they hold in a namespace, those of the cluster among them; empty: in the cluster. */
  rules(namespace: string): readonly PolicyRule[];
}

/** What is to be told of a change that is admitted, or refused, by what namespaces ask for. */
export interface AdmissionNotes {
  /** Tells whoever asks for the change. */
  warn(text: string): void;
  /** A pod, or a template of pods, breaks its namespace's level in this mode. */
  violated(mode: SecurityMode, level: SecurityLevel): void;
  /** The change breaks a user's policy, or a webhook refuses it; what follows from that. */
  judged(action: 'deny' | 'warn' | 'audit'): void;
  /** Something that the audit log is to say beside the change. */
  annotate(key: string, value: string): void;
  /**
   * The change was judged by this revision of an object, 0 where there is none: it is made only while that is the present
   * one. Otherwise it is judged anew.
   */
  judgedBy(key: Key, revision: number): void;
}

/** What a namespace demands refuses a change; the present state may demand something else than one that lags. */
export class PolicyRefusal extends OrcError {
  constructor(
    message: string,
    { group, kind, name }: Pick<Key, 'group' | 'kind' | 'name'>,
    code: ErrorCode = 'Forbidden',
    causes: readonly FieldCause[] = [],
  ) {
    super(code, message, { group, kind, name, ...(causes.length > 0 && { causes }) });
  }
}

/** What evictions of one transaction have come to. */
export interface Evictions {
  /** The uids of the pods that go. */
  readonly leaving: Set<string>;
  /** The budgets that allowed it, by namespace and name, as they are then. */
  readonly budgets: Map<string, PodDisruptionBudget>;
}

export interface AdmissionContext {
  readonly view: StateView & { claimedBy(value: string): string | undefined };
  readonly nowMs: number;
  readonly random: Random;
  readonly sealer: Sealer;
  /** Unique values given out in this transaction, so that two of its objects never get the same. */
  readonly given: Set<string>;
  /** Where the bytes of what is written go: together, as they are let go of. */
  readonly room?: Room;
  /** What was answered in this transaction of the images of specs that many pods share. */
  readonly resolved?: Map<object, Resolutions>;
  /** The evictions of this transaction, each seen by the next. */
  readonly evictions?: Evictions;
  /** What earlier changes of the same transaction make. */
  readonly before?: MadeBefore & { namespace(name: string): Namespace | undefined };
  /** Who changes, for the managedFields of objects that have any. */
  readonly fieldManager?: string;
  /**
   * Does work that users' own patterns and expressions can make long, and throws when it takes too long, naming what
   * was done. Without it such work is done as it is.
   */
  readonly bounded?: Bounded;
  /** Whether nothing is to be written in the end. */
  readonly dryRun?: boolean;
  /** Who asks; absent for the masters themselves, who are bound by nothing but the objects' own rules. */
  readonly requester?: Requester;
  /** Where warnings go; without it they go nowhere. */
  readonly notes?: AdmissionNotes;
  /** The subresource that the change came by, when it was another than the status. */
  readonly subresource?: string;
}
