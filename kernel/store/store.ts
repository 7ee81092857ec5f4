// The store: every object's current state, as the log says. `apply` is deterministic: the same records
// in the same order give the same state, outcomes and events on every master, now and in a replay. It
// reads no clock, no randomness and no configuration; what rules it follows is switched by the cluster
// version, which is itself an object in the log.
//
// A transaction takes effect whole or not at all: writes are made one after the other, so that a later
// one sees an earlier one, and taken back in reverse when one is refused. Between calls a store always
// stands at the end of a transaction.
import { type ErrorCode, invariant } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { Digest } from '#kernel/kinds/digest.ts';
import { definitionOf, describeKey, isKindName, kindNamed, keyText, namesOf } from '#kernel/log/key.ts';
import { kindOf } from '#kernel/log/pack.ts';
import type { RecordBody } from '#kernel/log/record.ts';
import type {
  CloseSession,
  Key,
  OpenSession,
  Outcome,
  PackedObject,
  Session,
  SessionCall,
  Transaction,
  Write,
} from '#kernel/model/gen/log.gen.ts';
import type { CustomKind, CustomObject } from '#kernel/custom/object.ts';
import type { KindName, ObjectByKind, OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import {
  type Change,
  type Refusal,
  checkCapacity,
  checkDefined,
  checkNamespace,
  checkQuotas,
  checkSealing,
} from '#kernel/store/constraints.ts';
import { type EventOrigin, StoreEvent } from '#kernel/store/event.ts';
import type { QuotaState } from '#kernel/policy/quota/refusal.ts';
import { QuotaLedger } from '#kernel/store/quota-ledger.ts';
import { type CallVerdict, Sessions, lastAttempt } from '#kernel/store/sessions.ts';
import type { Row } from '#kernel/store/row.ts';
import { type Table, compareText, customTable, rowOf } from '#kernel/store/table.ts';
import { type Tables, emptyTables, forkTables } from '#kernel/store/tables.gen.ts';
import type { StateView } from '#kernel/store/view.ts';

/** What applying a record yielded. */
export interface Applied {
  readonly outcome: Outcome;
  /** The events, in order; none when it was refused or is a retry. */
  readonly events: readonly StoreEvent[];
}

/** A write that took effect, with what is needed to take it back. */
interface Step {
  readonly key: Key;
  readonly kind: StoredKind;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

const noKey: Key = { group: '', kind: '', namespace: '', name: '' };

export class Store implements StateView {
  #tables: Tables = emptyTables();
  /** The tables of kinds that users define. */
  #custom = new Map<CustomKind, Table<CustomObject>>();
  #claims = new Map<string, string>();
  #sessions = new Sessions();
  #quotas = new QuotaLedger();
  #revision = 0;
  #timeMs = 0;

  get revision(): number {
    return this.#revision;
  }

  get timeMs(): number {
    return this.#timeMs;
  }

  get sessions(): readonly Session[] {
    return this.#sessions.list();
  }

  get lastSession(): number {
    return this.#sessions.last;
  }

  /** The version whose rules hold; 0 before the first master has written the Cluster object. */
  get clusterVersion(): number {
    return this.get('Cluster', '', clusterName)?.spec.version ?? 0;
  }

  get<K extends KindName>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined;
  get(kind: CustomKind, namespace: string, name: string): CustomObject | undefined;
  get(kind: StoredKind, namespace: string, name: string): OrcObject | undefined;
  get(kind: StoredKind, namespace: string, name: string): OrcObject | undefined {
    return this.#tableOf(kind)?.get(rowOf(namespace, name))?.object;
  }

  list<K extends KindName>(kind: K, namespace?: string, after?: string): Iterable<ObjectByKind[K]>;
  list(kind: CustomKind, namespace?: string, after?: string): Iterable<CustomObject>;
  list(kind: StoredKind, namespace?: string, after?: string): Iterable<OrcObject>;
  *list(kind: StoredKind, namespace?: string, after?: string): Iterable<OrcObject> {
    for (const { object } of this.#tableOf(kind)?.list(namespace, after) ?? []) yield object;
  }

  /** An object, decoded or not. */
  row(kind: StoredKind, namespace: string, name: string): Row | undefined {
    return this.#tableOf(kind)?.get(rowOf(namespace, name));
  }

  *digests(kind: StoredKind, namespace?: string, after?: string): Iterable<Digest> {
    for (const { digest } of this.#tableOf(kind)?.list(namespace, after) ?? []) yield digest;
  }

  /** Everything of a kind, in row order, decoded or not. */
  rows(kind: StoredKind): Iterable<Row> {
    return this.#tableOf(kind)?.list() ?? [];
  }

  by<K extends KindName>(kind: K, index: string, value: string): readonly ObjectByKind[K][];
  by(kind: StoredKind, index: string, value: string): readonly OrcObject[];
  by(kind: StoredKind, index: string, value: string): readonly OrcObject[] {
    return (
      this.#tableOf(kind)
        ?.by(index, value)
        .map(({ object }) => object) ?? []
    );
  }

  count(kind: StoredKind): number {
    return this.#tableOf(kind)?.size ?? 0;
  }

  /** How often objects of a built-in kind have changed in this very store; a fork begins anew. */
  changesOf(kind: KindName): number {
    return this.#tables[kind].changes;
  }

  quotas(namespace: string): readonly QuotaState[] {
    return this.#quotas.states(this, namespace);
  }

  customKinds(): readonly CustomKind[] {
    return [...this.#custom]
      .filter(([, { size }]) => size > 0)
      .map(([kind]) => kind)
      .toSorted(compareText);
  }

  /** The table of a kind; of a custom kind only while there are objects. */
  #tableOf(kind: StoredKind): Table<OrcObject> | undefined {
    return isKindName(kind) ? this.#tables[kind] : this.#custom.get(kind);
  }

  /** The table of a kind, which is there from now on. */
  #tableFor(kind: StoredKind): Table<OrcObject> {
    if (isKindName(kind)) return this.#tables[kind];
    const known = this.#custom.get(kind);
    if (known !== undefined) return known;
    const made = customTable();
    this.#custom.set(kind, made);
    return made;
  }

  /** The key of the object that claims a unique value, such as `clusterIP/10.96.0.10`. */
  claimedBy(value: string): string | undefined {
    return this.#claims.get(value);
  }

  /** What would become of a try at a call after which there is none. */
  judge(call: SessionCall, actor: string): CallVerdict {
    return this.#sessions.judge(call, lastAttempt, actor, this.#timeMs);
  }

  /** The outcome that a session keeps of a call; undefined when there is none, or one after which it may be tried anew. */
  keptOutcome(call: SessionCall, actor: string): Outcome | undefined {
    const verdict = this.judge(call, actor);
    return 'known' in verdict ? verdict.known : undefined;
  }

  /** Which try at a session's call would be new: one more than met conflicts. */
  nextAttempt(call: SessionCall): number {
    return this.#sessions.nextAttempt(call);
  }

  /** A store with the same state that changes apart from now on. */
  fork(): Store {
    const fork = new Store();
    fork.#tables = forkTables(this.#tables);
    fork.#custom = new Map([...this.#custom].map(([kind, table]) => [kind, table.fork()]));
    fork.#claims = new Map(this.#claims);
    fork.#sessions = this.#sessions.fork();
    fork.#quotas = this.#quotas.fork();
    fork.#revision = this.#revision;
    fork.#timeMs = this.#timeMs;
    return fork;
  }

  /** Applies a committed record. `term` is the term of its log entry. */
  apply(record: RecordBody, term: number): Applied {
    if ('openSession' in record) return { outcome: this.#openSession(record.openSession), events: [] };
    if ('closeSession' in record) return { outcome: this.#closeSession(record.closeSession), events: [] };
    if ('startEpoch' in record) {
      this.#timeMs = Math.max(this.#timeMs, record.startEpoch.timeMs);
      this.#revision += record.startEpoch.revisionJump;
      return { outcome: this.#refusal('', ''), events: [] };
    }
    const { transaction } = record;
    this.#timeMs = Math.max(this.#timeMs, transaction.timeMs);
    const { call, attempt = 0 } = transaction;
    if (call === undefined || call.session === 0) return this.#transact(transaction, term);
    const verdict = this.#sessions.judge(call, attempt, transaction.actor, this.#timeMs);
    if ('known' in verdict) return { outcome: verdict.known, events: [] };
    if ('refused' in verdict) return { outcome: this.#refusal('Expired', verdict.refused), events: [] };
    const applied = this.#transact(transaction, term);
    this.#sessions.keep(call, attempt, applied.outcome, this.#timeMs);
    return applied;
  }

  #openSession(request: OpenSession): Outcome {
    this.#timeMs = Math.max(this.#timeMs, request.timeMs);
    return { ...this.#refusal('', ''), session: this.#sessions.open(request, this.#timeMs) };
  }

  #closeSession({ session, actor, timeMs }: CloseSession): Outcome {
    this.#timeMs = Math.max(this.#timeMs, timeMs);
    const refused = this.#sessions.close(session, actor);
    return refused === undefined ? this.#refusal('', '') : this.#refusal('Forbidden', refused);
  }

  #refusal(error: ErrorCode | '', message: string, key: Key = noKey): Outcome {
    return { error, message, key, revision: this.#revision, session: 0, revisions: [], retryAfterMs: 0 };
  }

  #transact(transaction: Transaction, term: number): Applied {
    const refuse = (refusal: Refusal, key: Key): Applied => ({
      outcome: this.#refusal(refusal.code, refusal.message, key),
      events: [],
    });
    const { refusal } = transaction;
    if (refusal !== undefined) return { outcome: { ...refusal, revision: this.#revision }, events: [] };
    if (transaction.term !== 0 && transaction.term !== term)
      return refuse(
        { code: 'Conflict', message: `decided in term ${transaction.term}, committed in ${term}` },
        noKey,
      );
    for (const { key, revision } of transaction.preconditions) {
      if (key === undefined) continue;
      if ((this.#find(key)?.revision ?? 0) !== revision) return refuse(conflict(key), key);
    }
    const steps: Step[] = [];
    const seen = new Set<string>();
    const revisionBefore = this.#revision;
    for (const write of transaction.writes) {
      const key = write.key ?? noKey;
      const text = keyText(key);
      const done: Step | Refusal = seen.has(text)
        ? { code: 'BadRequest', message: `${describeKey(key)} is written twice in one transaction` }
        : this.#write(write, key);
      seen.add(text);
      if ('code' in done) {
        this.#undo(steps);
        this.#revision = revisionBefore;
        return refuse(done, key);
      }
      steps.push(done);
    }
    const { actor, cause, reason, source } = transaction;
    const origin = { actor, cause, reason, source, timeMs: this.#timeMs };
    const events = steps.map((step, index) => eventOf(step, revisionBefore + index + 1, origin));
    const revisions = events.map(({ revision }) => revision);
    return { outcome: { ...this.#refusal('', ''), revisions }, events };
  }

  #find({ group, kind, namespace, name }: Key): Row | undefined {
    const known = kindNamed(group, kind);
    return known && this.row(known, namespace, name);
  }

  #write(write: Write, key: Key): Step | Refusal {
    const kind = kindNamed(key.group, key.kind);
    if (kind === undefined) return { code: 'Unsupported', message: `the kind ${key.kind} is not known` };
    const before = this.#find(key);
    const mismatch = checkExpectation(write, key, before);
    if (mismatch !== undefined) return mismatch;
    const revision = this.#revision + 1;
    let after: Row | undefined;
    if (write.operation !== 'DELETE') {
      if (write.object === undefined)
        return { code: 'BadRequest', message: `the write of ${describeKey(key)} holds no object` };
      const given = kindOf(write.object);
      after = this.#tableFor(given).row(write.object, revision);
      const refusal = given === kind ? this.#check({ kind, key, before, after }) : misplaced(key);
      if (refusal !== undefined) return refusal;
    }
    this.#revision = revision;
    const step: Step = { key, kind, before, after };
    this.#put(step);
    return step;
  }

  #check(change: Change): Refusal | undefined {
    const { kind, key, before, after } = change;
    const { namespace = '', name = '' } = after.digest.metadata;
    const { group } = namesOf(kind);
    if (group !== key.group || namespace !== key.namespace || name !== key.name) return misplaced(key);
    if (before === undefined) {
      const refusal = checkDefined(this, change) ?? checkNamespace(this, change);
      if (refusal !== undefined) return refusal;
    }
    if (kind === 'Pod') {
      const refusal = checkCapacity(this, change, (node) => this.#tables.Pod.by('node', node));
      if (refusal !== undefined) return refusal;
    }
    const refusal = checkSealing(this, change) ?? checkQuotas(this, change);
    if (refusal !== undefined) return refusal;
    const own = keyText(key);
    for (const claim of claimsOf(kind, after)) {
      const holder = this.#claims.get(claim);
      if (holder !== undefined && holder !== own)
        return {
          code: 'Conflict',
          message: `${describeKey(key)}: ${claim.replace('/', ' ')} is already allocated`,
        };
    }
    return undefined;
  }

  #put({ key, kind, before, after }: Step): void {
    for (const claim of claimsOf(kind, before)) this.#claims.delete(claim);
    for (const claim of claimsOf(kind, after)) this.#claims.set(claim, keyText(key));
    const table = this.#tableFor(kind);
    const row = rowOf(key.namespace, key.name);
    if (after === undefined) table.remove(row, before);
    else table.put(row, after, before);
    if (!isKindName(kind) && table.size === 0) this.#custom.delete(kind);
    this.#quotas.note(this, { kind, key }, before, after);
  }

  #undo(steps: readonly Step[]): void {
    for (const step of steps.toReversed()) this.#put({ ...step, before: step.after, after: step.before });
  }

  /** Puts an object, as it was, from a snapshot. Throws Unsupported for a kind this build does not know. */
  restoreObject(object: PackedObject): void {
    const kind = kindOf(object);
    const after = this.#tableFor(kind).row(object);
    const { namespace = '', name = '' } = after.digest.metadata;
    const key = { ...namesOf(kind), namespace, name };
    this.#put({ key, kind, before: this.#find(key), after });
  }

  /**
   * Makes this state that of `revision`, given every object that has changed since, as it was then. For a fork that is
   * only read: its time and its sessions stay those of the present.
   */
  restorePast(
    revision: number,
    changed: readonly { readonly kind: StoredKind; readonly key: Key; readonly row: Row | undefined }[],
  ): void {
    const steps = changed.map(({ kind, key, row }): Step => ({
      key,
      kind,
      before: this.#find(key),
      after: row,
    }));
    // All go before any comes back: what is unique may have passed from one to another.
    for (const step of steps) this.#put({ ...step, after: undefined });
    for (const step of steps) if (step.after !== undefined) this.#put({ ...step, before: undefined });
    this.#revision = revision;
  }

  /** Puts a session, as it was, from a snapshot. */
  restoreSession(session: Session): void {
    this.#sessions.restore(session);
  }

  /** Sets the counters from a snapshot's header. */
  restoreCounters(counters: { revision: number; timeMs: number; lastSession: number }): void {
    this.#revision = counters.revision;
    this.#timeMs = counters.timeMs;
    this.#sessions.restoreLast(counters.lastSession);
  }
}

function eventOf({ key, kind, before, after }: Step, revision: number, origin: EventOrigin): StoreEvent {
  const object = after ?? before?.at(revision);
  invariant(object !== undefined, `the event at revision ${revision} has an object`);
  const type = after === undefined ? 'DELETED' : before === undefined ? 'ADDED' : 'MODIFIED';
  return new StoreEvent({ revision, type, kind, key }, origin, object, before);
}

/** The unique values that an object claims. */
function claimsOf(kind: StoredKind, row: Row | undefined): readonly string[] {
  if (row === undefined || !isKindName(kind)) return [];
  return definitionOf(kind).unique?.(row.object) ?? [];
}

function misplaced(key: Key): Refusal {
  return { code: 'BadRequest', message: `the write of ${describeKey(key)} holds another object` };
}

function conflict(key: Key): Refusal {
  return {
    code: 'Conflict',
    message: `Operation cannot be fulfilled on ${describeKey(key)}: the object has been modified; please apply your changes to the latest version and try again`,
  };
}

function checkExpectation(write: Write, key: Key, before: Row | undefined): Refusal | undefined {
  if (write.operation === 'CREATE')
    return before === undefined
      ? undefined
      : { code: 'AlreadyExists', message: `${describeKey(key)} already exists` };
  if (write.operation === 'UNSPECIFIED')
    return { code: 'BadRequest', message: `the write of ${describeKey(key)} says not what to do` };
  if (before === undefined) return { code: 'NotFound', message: `${describeKey(key)} not found` };
  if (write.expectRevision !== 0 && before.revision !== write.expectRevision) return conflict(key);
  const { uid } = before.digest.metadata;
  if (write.expectUid !== '' && uid !== write.expectUid)
    return {
      code: 'Conflict',
      message: `Precondition failed: UID in precondition: ${write.expectUid}, UID in object meta: ${uid}`,
    };
  return undefined;
}
