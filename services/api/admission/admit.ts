// Admission: what a user asks for becomes a write of a full object, defaulted, validated and stamped,
// based on the revision that was read. Every face goes through here; so one set of rules holds.
import { definitionFor, definitionIn, kindOfDefinition } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import type { FieldCause } from '#kernel/errors.ts';
import { type KindDefinition, forbidden } from '#kernel/kinds/kind.ts';
import { limits } from '#kernel/limits.ts';
import { describeKey, isBuiltIn, key, keyOf, kindNamed, revisionOf } from '#kernel/log/key.ts';
import { packIn } from '#kernel/log/pack.ts';
import { withDefaultTolerations } from '#kernel/policy/default-tolerations.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { ApplyChange, Change, DeleteChange, PatchChange } from '#kernel/model/gen/api.gen.ts';
import type { Key, PackedObject, Write } from '#kernel/model/gen/log.gen.ts';
import type { ManagedFieldsEntry, ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { applyMerge } from '#kernel/model/patch.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { allocateService, withoutOldPorts } from '#api/admission/allocate.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { refuseUnauthorizedSigning, withAsker } from '#api/admission/certificates.ts';
import { asStored, inVersionOf } from '#api/admission/convert.ts';
import { customCauses, definedCauses } from '#api/admission/custom-rules.ts';
import { withDefaultClass } from '#api/admission/default-classes.ts';
import { withAccountFiles } from '#api/admission/pod-account.ts';
import { parseLastApplied, recorded, withLastApplied } from '#api/admission/last-applied.ts';
import { admitEviction } from '#api/admission/eviction.ts';
import { pinsKnown, resolvePins, settlePins, withFormerPins } from '#api/admission/image-pins.ts';
import { refuseEscalation } from '#api/admission/escalation.ts';
import { checkLimits, withLimits } from '#api/admission/limit-ranges.ts';
import {
  fromReview,
  immutableCauses,
  isUnchanged,
  keptMetadata,
  mergeStatus,
  finalizerCauses,
  specOf,
  withCount,
  withManagers,
  withMetadata,
  withOwnFinalizers,
  withoutStatus,
} from '#api/admission/merge.ts';
import { applyOwned, managedAfter } from '#api/admission/ownership.ts';
import { dropMasterFields, patchedManifest, versionOfPatch } from '#api/admission/patch.ts';
import { type PartAsked, byPart, partChanged, podParts } from '#api/admission/parts.ts';
import { checkPodSecurity, securityLabelCauses } from '#api/admission/pod-security.ts';
import {
  type Admission,
  expressionCauses,
  mayBeReviewed,
  mutated,
  validated,
} from '#api/admission/review.ts';
import { lastAppliedAnnotation, namespaceOf, validateMetadata } from '#kernel/kinds/metadata-rules.ts';
import { defaulted } from '#kernel/kinds/object-rules.ts';
import { established } from '#kernel/kinds/custom-resource-definition.ts';
import { deleteObject, isHeld } from '#kernel/kinds/deletion.ts';
import { newMetadata } from '#api/admission/metadata.ts';
import { type Manifest, invalidObject, nameIn, parseManifest, readManifest } from '#api/admission/parse.ts';

/** What became of a change, in kubectl's words. */
export type ChangeWord = 'created' | 'configured' | 'unchanged' | 'updated' | 'deleted' | 'deleting';

/** An admitted change: what to write, if anything, and what the object will be (Secrets open). */
export interface Admitted {
  readonly write: Write | undefined;
  readonly object: OrcObject;
  readonly result: ChangeWord;
}

/** An object that is there: as it is stored, and in the version in which it is changed. */
interface Existing {
  readonly stored: OrcObject;
  readonly object: OrcObject;
}

function* writeOf(
  operation: 'CREATE' | 'UPDATE',
  object: OrcObject,
  expectRevision: number,
  context: AdmissionContext,
): Admission<Write> {
  return writeOfStored(operation, yield* asStored(object, context.view), expectRevision, context);
}

/** The write of an object in the version that it is to be stored in. */
function writeOfStored(
  operation: 'CREATE' | 'UPDATE',
  object: OrcObject,
  expectRevision: number,
  context: AdmissionContext,
): Write {
  const envelope = packIn(context.sealer.seal(object), context.room);
  if (envelope.raw.length > limits.objectBytes)
    throw new OrcError(
      'TooLarge',
      `${describeKey(keyOf(object))} has ${envelope.raw.length} bytes, may have at most ${limits.objectBytes}`,
    );
  return { operation, key: keyOf(object), object: envelope, expectRevision, expectUid: '' };
}

function removal(object: OrcObject, expectUid: string): Write {
  return { operation: 'DELETE', key: keyOf(object), expectRevision: revisionOf(object), expectUid };
}

function refuseReadOnly(definition: KindDefinition<OrcObject>, name: string): void {
  if (definition.readOnly === true)
    throw new OrcError('Forbidden', `${definition.plural} "${name}" is forbidden: only the masters write it`);
}

function fail(definition: KindDefinition<OrcObject>, object: OrcObject, causes: readonly FieldCause[]): void {
  if (causes.length > 0) throw invalidObject(definition, object.metadata.name ?? '', causes);
}

/** The error for a change that is based on another state of an object, or on another object. */
function conflict(object: OrcObject, why: string): OrcError {
  const { group, kind, name } = keyOf(object);
  const what = describeKey(keyOf(object));
  const details = { group, kind, name };
  return new OrcError('Conflict', `Operation cannot be fulfilled on ${what}: ${why}`, details);
}

function otherUid(object: OrcObject, asked: string): OrcError {
  const { uid } = object.metadata;
  return conflict(object, `Precondition failed: UID in precondition: ${asked}, UID in object meta: ${uid}`);
}

/** What is wrong with an object: by its kind's rules, and by those that users gave their kinds. */
function causesOf(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  previous: OrcObject | undefined,
  context: AdmissionContext,
): readonly FieldCause[] {
  return [
    ...(definition.validate?.(object, previous) ?? []),
    ...(isBuiltIn(object) ? [] : customCauses(definition, object, previous, context)),
    ...(object.kind === 'CustomResourceDefinition'
      ? definedCauses(object, previous?.kind === object.kind ? previous : undefined, context)
      : []),
    ...expressionCauses(object, context),
  ];
}

/** The object, of which all defaults are there, with what follows from the state: addresses, ports, accepted names. */
function settled(
  definition: KindDefinition<OrcObject>,
  object: OrcObject,
  previous: OrcObject | undefined,
  context: AdmissionContext,
): OrcObject {
  if (object.kind === 'CustomResourceDefinition')
    return established(object, previous?.kind === object.kind ? previous : undefined, context.nowMs);
  if (object.kind !== 'Service') return object;
  const before = previous?.kind === 'Service' ? previous : undefined;
  const service = withoutOldPorts(object, before);
  fail(definition, service, definition.validate?.(service) ?? []);
  return allocateService(service, before, context);
}

/** What only a subresource of an object may set. */
function creationCauses(object: OrcObject): FieldCause[] {
  return object.kind === 'Pod' && (object.spec.ephemeralContainers ?? []).length > 0
    ? [forbidden('spec.ephemeralContainers', 'cannot be set on create')]
    : [];
}

/** A new object with all that is made up for it where it says nothing. */
function completed(
  given: OrcObject,
  definition: KindDefinition<OrcObject>,
  context: AdmissionContext,
): OrcObject {
  const bare = withAsker(definition.hasStatus ? withoutStatus(given) : given, context);
  const full = withDefaultClass(defaulted(definition, bare), context);
  const complete = full.kind === 'Pod' ? withAccountFiles(withDefaultTolerations(full), context) : full;
  const limited = withLimits(complete, context);
  // Requests that nobody named follow from limits.
  return limited === complete ? complete : defaulted(definition, limited);
}

/** A new object, checked, with what follows from the state. Throws what refuses it. */
function checked(
  whole: OrcObject,
  definition: KindDefinition<OrcObject>,
  context: AdmissionContext,
): OrcObject {
  fail(definition, whole, [
    ...validateMetadata(definition, whole.metadata),
    ...creationCauses(whole),
    ...securityLabelCauses(whole, undefined),
    ...causesOf(definition, whole, undefined, context),
  ]);
  const made = settled(definition, whole, undefined, context);
  if (made !== whole) fail(definition, made, definition.validate?.(made) ?? []);
  refuseEscalation(made, undefined, context);
  checkLimits(made, undefined, context);
  checkPodSecurity(made, undefined, context);
  return made;
}

function* create(
  object: OrcObject,
  context: AdmissionContext,
  managedFields: readonly ManagedFieldsEntry[] = [],
): Admission<Admitted> {
  const definition = definitionFor(context.view, object);
  const name = object.metadata.name ?? object.metadata.generateName ?? '';
  refuseReadOnly(definition, name);
  const metadata = withManagers(newMetadata(definition, object.metadata, context), managedFields);
  // A name that nobody chose and somebody has is no fault of who asks: another is made.
  if ((object.metadata.name ?? '') === '') basedOnNone(keyOf(withMetadata(object, metadata)), context);
  const given = completed(withMetadata(object, metadata), definition, context);
  const whole = mayBeReviewed(definition, context.view)
    ? yield* mutatedNew(given, metadata, definition, context)
    : given;
  const pinning = settlePins(definition, checked(whole, definition, context), undefined);
  const pinned =
    pinsKnown(definition, pinning, context) ?? (yield* resolvePins(definition, pinning, context));
  if (mayBeReviewed(definition, context.view))
    yield* validated({ definition, operation: 'CREATE', object: pinned }, context);
  const write = isBuiltIn(pinned)
    ? writeOfStored('CREATE', pinned, 0, context)
    : yield* writeOf('CREATE', pinned, 0, context);
  return { write, object: pinned, result: 'created' };
}

/** A new object as mutating webhooks make it; `metadata`: its own, of which they may not change all. */
function mutatedNew(
  given: OrcObject,
  metadata: ObjectMeta,
  definition: KindDefinition<OrcObject>,
  context: AdmissionContext,
): Admission<OrcObject> {
  return mutated({ definition, operation: 'CREATE' }, given, context, (json) => {
    const patched = fromReview(definition, json);
    const kept = withMetadata(patched, keptMetadata(patched.metadata, metadata));
    return completed(kept, definition, context);
  });
}

function* update(
  given: OrcObject,
  { stored, object: previous }: Existing,
  statusOnly: boolean,
  context: AdmissionContext,
  word: ChangeWord,
  applied?: readonly ManagedFieldsEntry[],
): Admission<Admitted> {
  const definition = definitionFor(context.view, given);
  refuseReadOnly(definition, previous.metadata.name ?? '');
  const asked = given.metadata.resourceVersion ?? '';
  if (asked !== '' && asked !== previous.metadata.resourceVersion)
    throw conflict(
      previous,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  const askedUid = given.metadata.uid ?? '';
  if (askedUid !== '' && askedUid !== previous.metadata.uid) throw otherUid(previous, askedUid);
  const podPart = podParts[context.subresource ?? ''];
  const complete = (asked: OrcObject): OrcObject => {
    const asGiven =
      podPart !== undefined && previous.kind === 'Pod' && asked.kind === 'Pod'
        ? podPart.taken(previous, asked)
        : asked;
    const tolerant =
      asGiven.kind === 'Pod'
        ? withDefaultTolerations(asGiven)
        : context.subresource === 'finalize'
          ? asGiven
          : withOwnFinalizers(asGiven, previous);
    const merged = definition.hasStatus ? mergeStatus(definition, tolerant, previous, statusOnly) : tolerant;
    const kept = withMetadata(merged, keptMetadata(merged.metadata, previous.metadata));
    return settled(definition, defaulted(definition, kept), previous, context);
  };
  const part = statusOnly ? 'status' : (context.subresource ?? '');
  const reviewed = { definition, operation: 'UPDATE', subresource: part, previous } as const;
  const completed = yield* mutated(reviewed, complete(given), context, (json, before) =>
    complete(part === 'scale' ? withCount(definition, before, json) : fromReview(definition, json)),
  );
  const managers = applied ?? (yield* managedAfter(completed, given, previous, part, context));
  const managed = withMetadata(completed, withManagers(completed.metadata, managers));
  const pinning = statusOnly
    ? { object: managed, plan: undefined }
    : settlePins(definition, managed, previous);
  const wanted = pinning.object;
  const unchanged = { write: undefined, object: previous, result: 'unchanged' } as const;
  const isOutdated = stored.apiVersion !== definitionIn(context.view, stored.kind).type.apiVersion;
  if ((pinning.plan?.asked ?? []).length === 0 && !isOutdated && isUnchanged(wanted, previous)) {
    yield* validated({ ...reviewed, object: previous }, context);
    basedOn(stored, context);
    return unchanged;
  }
  fail(definition, wanted, [
    ...validateMetadata(definition, wanted.metadata),
    ...finalizerCauses(wanted.metadata, previous.metadata),
    ...immutableCauses(definition, wanted, previous),
    ...securityLabelCauses(wanted, previous),
    ...causesOf(definition, wanted, previous, context),
    ...(podPart !== undefined && wanted.kind === 'Pod' && previous.kind === 'Pod'
      ? podPart.validate(wanted, previous)
      : (definition.validateUpdate?.(wanted, previous) ?? [])),
  ]);
  refuseEscalation(wanted, previous, context);
  refuseUnauthorizedSigning(wanted, previous, context);
  if (!statusOnly) {
    checkLimits(wanted, previous, context);
    checkPodSecurity(wanted, previous, context);
  }
  const whole = yield* resolvePins(definition, pinning, context);
  yield* validated({ ...reviewed, object: whole }, context);
  // One that is stored in an old version is written in the present one, even if nothing else changes.
  if (!isOutdated && isUnchanged(whole, previous)) {
    basedOn(stored, context);
    return unchanged;
  }
  const specChanged =
    definition.hasGeneration && !equalValues(specOf(definition, whole), specOf(definition, previous));
  const counted = specChanged
    ? withMetadata(whole, { ...whole.metadata, generation: (previous.metadata.generation ?? 0) + 1 })
    : whole;
  if (counted.metadata.deletionTimestamp !== undefined && !isHeld(counted))
    return { write: removal(previous, ''), object: counted, result: 'deleted' };
  const write = yield* writeOf('UPDATE', counted, revisionOf(previous), context);
  return { write, object: counted, result: word };
}

/** Binds a change to the object as it is: one that writes nothing must be true of it when the others beside it are made. */
function basedOn(object: OrcObject, { notes }: AdmissionContext): void {
  notes?.judgedBy(keyOf(object), revisionOf(object));
}

/** Binds a change to an object's not being there. */
function basedOnNone({ group, kind, namespace, name }: Key, { notes, view }: AdmissionContext): void {
  const known = kindNamed(group, kind);
  const isNamespaced = known !== undefined && definitionIn(view, known).namespaced;
  notes?.judgedBy({ group, kind, namespace: isNamespaced ? namespace || 'default' : '', name }, 0);
}

function find(where: Key, context: AdmissionContext): OrcObject | undefined {
  const { group, namespace, name } = where;
  const kind = kindNamed(group, where.kind);
  if (kind === undefined) throw new OrcError('BadRequest', `kind: no kind "${where.kind}" is known`);
  const { namespaced } = definitionIn(context.view, kind);
  const found = context.view.get(kind, namespaced ? namespace || 'default' : '', name);
  return found && context.sealer.open(found);
}

function existing(where: Key, context: AdmissionContext): OrcObject {
  const found = find(where, context);
  if (found === undefined)
    throw new OrcError('NotFound', `${describeKey(where)} not found`, {
      group: where.group,
      kind: where.kind,
      name: where.name,
    });
  return found;
}

/** What is there, in the version of a definition. */
function* existingIn(stored: OrcObject, definition: KindDefinition<OrcObject>): Admission<Existing> {
  return { stored, object: yield* inVersionOf(ownCopy(stored), definition) };
}

/** An object of a kind that users define by itself: what is converted of it is kept no longer than it is looked at. */
function ownCopy(object: OrcObject): OrcObject {
  return isBuiltIn(object) ? object : { ...object };
}

function keyOfManifest({ definition, json }: Manifest): Key {
  const metadata = json['metadata'];
  const namespace =
    isJsonObject(metadata) && typeof metadata['namespace'] === 'string' ? metadata['namespace'] : '';
  return key(kindOfDefinition(definition), definition.namespaced ? namespace || 'default' : '', nameIn(json));
}

function requireName({ definition, json }: Manifest): void {
  const metadata = json['metadata'];
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string' || name === '')
    throw invalidObject(definition, '', [
      { reason: 'Required', field: 'metadata.name', message: 'Required value: apply needs a name' },
    ]);
}

/** Refuses an apply that makes an object to whoever may change objects and not make them. */
function requireCreation(manifest: Manifest, { requester }: AdmissionContext): void {
  const { group, plural: resource } = manifest.definition;
  const { namespace, name } = keyOfManifest(manifest);
  requester?.check({ verb: 'create', group, resource, namespace, name });
}

/** Updates the part of an object that a change is about. */
function* updatePart(
  given: OrcObject,
  there: Existing,
  asked: PartAsked,
  context: AdmissionContext,
): Admission<Admitted> {
  const definition = definitionFor(context.view, given);
  const part = partChanged(definition, asked);
  const next = byPart(definition, given, there.object, part);
  const isStatus = part === 'status';
  const by = isStatus ? context : { ...context, subresource: part };
  return yield* update(next, there, isStatus, by, 'updated');
}

function* applyServerSide(asked: ApplyChange, context: AdmissionContext): Admission<Admitted> {
  const manifest = readManifest(asked.object, context.view);
  const { definition } = manifest;
  const change = { ...asked, status: asked.status === true && definition.hasStatus };
  requireName(manifest);
  const where = keyOfManifest(manifest);
  const stored = find(where, context);
  const there = stored && (yield* existingIn(stored, definition));
  if (there === undefined) {
    const uid = isJsonObject(manifest.json['metadata']) ? manifest.json['metadata']['uid'] : undefined;
    if (typeof uid === 'string' && uid !== '')
      throw new OrcError(
        'Conflict',
        `Operation cannot be fulfilled on ${describeKey(where)}: uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
      );
    if (change.status) existing(where, context);
  }
  const { json, managedFields } = yield* applyOwned(change, manifest, there?.object, context);
  const object = parseManifest({ definition, json }, context);
  if (there === undefined) {
    requireCreation(manifest, context);
    basedOnNone(where, context);
    return yield* create(object, context, managedFields);
  }
  basedOn(there.stored, context);
  return yield* update(object, there, change.status, context, 'configured', managedFields);
}

function* apply(envelope: PackedObject | undefined, context: AdmissionContext): Admission<Admitted> {
  const manifest = readManifest(envelope, context.view);
  const { definition, json } = manifest;
  parseManifest(manifest, context);
  requireName(manifest);
  const where = keyOfManifest(manifest);
  const stored = find(where, context);
  const text = recorded(json);
  if (stored === undefined) {
    requireCreation(manifest, context);
    basedOnNone(where, context);
    return yield* create(parseManifest({ definition, json: withLastApplied(json, text) }, context), context);
  }
  basedOn(stored, context);
  const there = yield* existingIn(stored, definition);
  const previous = there.object;
  const last = parseLastApplied(previous.metadata.annotations?.[lastAppliedAnnotation]);
  const live = objectToJson(definition.type, previous);
  const { status, ...wantedJson } = JSON.parse(text);
  const merged = withLastApplied(applyMerge(definition.type.schema, last, wantedJson, live), text);
  return yield* update(
    parseManifest({ definition, json: dropMasterFields(merged) }, context),
    there,
    false,
    context,
    'configured',
  );
}

function* patch(change: PatchChange, context: AdmissionContext): Admission<Admitted> {
  if (change.key === undefined) throw new OrcError('BadRequest', 'the patch names no object');
  const stored = existing(change.key, context);
  const version = versionOfPatch(stored, change.apiVersion ?? '', context);
  const { definition } = version;
  const there = yield* existingIn(stored, definition);
  const previous = there.object;
  const next = parseManifest(
    { definition, json: patchedManifest(change, version, previous, context) },
    context,
  );
  if (
    next.metadata.name !== previous.metadata.name ||
    (next.metadata.namespace ?? '') !== (previous.metadata.namespace ?? '')
  )
    throw new OrcError(
      'BadRequest',
      'the patch changes metadata.name or metadata.namespace: they are immutable',
    );
  return yield* updatePart(next, there, change, context);
}

function* remove(change: DeleteChange, context: AdmissionContext): Admission<Admitted | undefined> {
  if (change.key === undefined) throw new OrcError('BadRequest', 'the deletion names no object');
  if (change.ignoreMissing && find(change.key, context) === undefined) {
    basedOnNone(change.key, context);
    return undefined;
  }
  const previous = ownCopy(existing(change.key, context));
  // If it is gone meanwhile, that is no error.
  if (change.ignoreMissing) basedOn(previous, context);
  refuseReadOnly(definitionIn(context.view, previous.kind), previous.metadata.name ?? '');
  if (change.uid !== '' && change.uid !== previous.metadata.uid) throw otherUid(previous, change.uid);
  if ((change.resourceVersion ?? '') !== '' && change.resourceVersion !== previous.metadata.resourceVersion)
    throw conflict(
      previous,
      `Precondition failed: ResourceVersion in precondition: ${change.resourceVersion}, ResourceVersion in object meta: ${previous.metadata.resourceVersion}`,
    );
  const definition = definitionIn(context.view, previous.kind);
  const subresource = change.evict === true ? 'eviction' : '';
  yield* validated({ definition, operation: 'DELETE', subresource, previous }, context);
  if (change.evict === true) admitEviction(previous, context);
  const deletion = deleteObject(previous, {
    graceSeconds: change.gracePeriodSeconds,
    propagation: change.propagation,
    nowMs: context.nowMs,
  });
  if ('gone' in deletion)
    return { write: removal(previous, previous.metadata.uid ?? ''), object: previous, result: 'deleted' };
  const { marked } = deletion;
  if (equalValues(marked, previous)) {
    basedOn(previous, context);
    return { write: undefined, object: previous, result: 'deleting' };
  }
  const write = writeOfStored('UPDATE', marked, revisionOf(previous), context);
  return { write, object: marked, result: 'deleting' };
}

/**
 * Admits one change, and stops wherever webhooks have a say, until it is given what they made of the object, and where
 * the tags of images are to be resolved. Undefined when there is nothing to do and nothing to show (a deletion of what
 * does not exist, when that is no error). Throws OrcError Invalid, BadRequest, NotFound, Conflict, Forbidden or TooLarge;
 * nothing has been written then.
 */
export function* admission(change: Change, context: AdmissionContext): Admission<Admitted | undefined> {
  if (change.apply !== undefined) {
    if ((change.apply.fieldManager ?? '') !== '') return yield* applyServerSide(change.apply, context);
    // Whoever asks for this may be allowed the status alone.
    if (change.apply.status === true)
      throw new OrcError(
        'BadRequest',
        'apply.status: name a field_manager, without which no status is applied',
      );
    return yield* apply(change.apply.object, context);
  }
  if (change.create !== undefined)
    return yield* create(parseManifest(readManifest(change.create.object, context.view), context), context);
  if (change.patch !== undefined) return yield* patch(change.patch, context);
  if (change.delete !== undefined) return yield* remove(change.delete, context);
  if (change.update === undefined) throw new OrcError('BadRequest', 'the change says not what to do');
  const given = parseManifest(readManifest(change.update.object, context.view), context);
  const where = {
    ...keyOf(given),
    namespace: namespaceOf(definitionIn(context.view, given.kind), given.metadata),
  };
  const there = yield* existingIn(existing(where, context), definitionFor(context.view, given));
  return yield* updatePart(withFormerPins(given, there.object), there, change.update, context);
}

/** Admits one change where neither webhooks nor registries are asked. */
export function admit(change: Change, context: AdmissionContext): Admitted | undefined {
  const steps = admission(change, context);
  let step = steps.next();
  while (step.done !== true) step = steps.next(undefined);
  return step.value;
}
