// What is known of one request for the audit log, gathered where it becomes known: who asks, what they ask for, what
// authorization and admission say, what became of it. A request over HTTP is one event, by its path, as in Kubernetes; a
// transaction over gRPC is one for each of its operations, all with the same id, so that a policy that is about one
// resource finds it in every transaction.
import type { Decision } from '#kernel/access/authorizer.ts';
import { type Operation, type UserFields, type UserInfo, userFields } from '#kernel/access/operation.ts';
import type { OrcError } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { limits } from '#kernel/limits.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { httpStatus } from '#api/errors.ts';
import type { AuditEvent, ObjectReference, ResponseStatus, Stage } from '#api/audit/event.ts';
import { maskedText, maskedUri } from '#api/audit/masking.ts';
import type { Audited } from '#api/audit/policy.ts';
import { apiLimits } from '#api/limits.ts';

/** A request as its face knows it before anything else. */
export interface AuditRequest {
  /** The path with its query; over gRPC the path of the method. */
  readonly uri: string;
  readonly address: string;
  readonly userAgent: string;
  /** What the path is about; absent over gRPC, where the message says it. */
  readonly target?: Target;
}

/** One thing that a request does. */
export interface Target {
  readonly verb: string;
  /** Absent for what is about no resource. */
  readonly ref: ObjectReference | undefined;
  /** What a policy goes by where there is no resource. */
  readonly path: string;
}

interface Judged extends Target {
  readonly decision: Decision | undefined;
  readonly written?: Partial<ObjectReference>;
}

/** Takes what is to be written, if the policy wants it. */
export interface AuditSink {
  readonly nowMs: () => number;
  readonly newId: () => string;
  wants(request: Audited, stage: Stage): boolean;
  write(event: AuditEvent): void;
}

/** An object that a change left behind. */
interface WrittenObject {
  readonly apiVersion: string;
  readonly metadata: ObjectMeta;
}

const anonymous: UserFields = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
/** What of a refusal says nothing of what the request held. */
const harmless: ReadonlySet<number> = new Set([401, 404, 409, 410, 429, 499, 503, 504]);
/** Resources whose contents are secret, or may be. */
const secretResources: ReadonlySet<string> = new Set([
  'secrets.',
  'configmaps.',
  'serviceaccounts/token.',
  'tokenreviews.authentication.k8s.io',
]);
const hidden = '*** (what requests of this resource hold is not written)';

function isSecret(ref: ObjectReference | undefined): boolean {
  if (ref === undefined) return false;
  const { resource, subresource = '', apiGroup = '' } = ref;
  return (
    secretResources.has(`${resource}.${apiGroup}`) ||
    secretResources.has(`${resource}/${subresource}.${apiGroup}`)
  );
}

/** The version of each built-in resource, by its group and plural: messages over gRPC name none. */
const versions: ReadonlyMap<string, string> = new Map(
  kindNames.map(definitionOf).map(({ group, plural, version }) => [`${group}/${plural}`, version]),
);

function targetOf(operation: Operation): Target {
  if ('path' in operation) return { verb: operation.verb, ref: undefined, path: operation.path };
  const { verb, group, resource, namespace = '', name = '' } = operation;
  const [plural = '', ...parts] = resource.split('/');
  const apiVersion = versions.get(`${group}/${plural}`);
  const ref: ObjectReference = {
    resource: plural,
    ...(parts.length > 0 && { subresource: parts.join('/') }),
    ...(namespace !== '' && { namespace }),
    ...(name !== '' && { name }),
    ...(group !== '' && { apiGroup: group }),
    ...(apiVersion !== undefined && { apiVersion }),
  };
  return { verb, ref, path: '' };
}

/** What a request's error, or its success, is told as. */
function statusOf(outcome: number | OrcError): ResponseStatus {
  if (typeof outcome === 'number') return { code: outcome };
  const { code, reason } = outcome.details.status ?? httpStatus[outcome.code];
  return { code, reason, message: maskedText(outcome.message, apiLimits.audit.messageUnits) };
}

export class AuditTrail {
  readonly #sink: AuditSink;
  readonly #request: AuditRequest;
  readonly #receivedMs: number;
  readonly #annotations = new Map<string, string>();
  #judged: Judged[] = [];
  #user = anonymous;
  #actsFor: UserFields | undefined;
  #startedCode: number | undefined;
  #hasEnded = false;
  readonly id: string;

  constructor(sink: AuditSink, request: AuditRequest) {
    this.#sink = sink;
    this.#request = request;
    this.#receivedMs = sink.nowMs();
    this.id = sink.newId();
    if (request.target !== undefined) this.#judged.push({ ...request.target, decision: undefined });
  }

  /** The trail of a call that came over a stream, by whom the stream is. */
  fork(call: string): AuditTrail {
    const fork = new AuditTrail(this.#sink, { ...this.#request, uri: `${this.#request.uri}/${call}` });
    fork.#user = this.#user;
    fork.#actsFor = this.#actsFor;
    return fork;
  }

  by(user: UserInfo): void {
    this.#user = userFields(user);
  }

  actsFor(user: UserInfo): void {
    this.#actsFor = userFields(user);
  }

  /** What authorization says of an operation of the request. */
  decided(operation: Operation, decision: Decision): void {
    const target = targetOf(operation);
    const [first] = this.#judged;
    if (this.#request.target === undefined) {
      if (this.#judged.length < limits.writesPerTransaction) this.#judged.push({ ...target, decision });
    } else if (first !== undefined && (first.decision === undefined || !decision.allowed)) {
      const isSame = target.ref?.resource === first.ref?.resource && first.ref !== undefined;
      const ref = isSame ? { ...target.ref, ...first.ref } : first.ref;
      this.#judged = [{ ...first, ref, verb: isSame ? target.verb : first.verb, decision }];
    }
  }

  /** Adds to what the event says beside its fields; the same key is said once. */
  annotate(key: string, value: string): void {
    const { annotations, annotationUnits } = apiLimits.audit;
    if (this.#annotations.size < annotations)
      this.#annotations.set(key.slice(0, annotationUnits), maskedText(value, annotationUnits));
  }

  /** What the request's changes left behind, in their order. */
  wrote(objects: readonly (WrittenObject | undefined)[]): void {
    this.#judged = this.#judged.map((judged, index): Judged => {
      const object = objects[index];
      if (object === undefined || judged.verb === 'deletecollection') return judged;
      const { uid, name, resourceVersion } = object.metadata;
      const apiVersion = object.apiVersion.split('/').at(-1) ?? '';
      return {
        ...judged,
        written: {
          apiVersion,
          ...(name !== undefined && { name }),
          ...(uid !== undefined && { uid }),
          ...(resourceVersion !== undefined && { resourceVersion }),
        },
      };
    });
  }

  /** An answer that goes on for long has begun. */
  started(code: number): void {
    if (this.#startedCode !== undefined) return;
    this.#startedCode = code;
    this.#write('ResponseStarted', { code });
  }

  /** The request is over: with a code, or with an error. */
  end(outcome: number | OrcError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const status = statusOf(outcome);
    // A client that leaves a watch has had what it wanted.
    const hasLeft = typeof outcome !== 'number' && outcome.code === 'Cancelled';
    const isAsStarted = this.#startedCode !== undefined && hasLeft;
    this.#write('ResponseComplete', isAsStarted ? { code: this.#startedCode ?? status.code } : status);
  }

  #write(stage: Stage, status: ResponseStatus): void {
    const [path = ''] = this.#request.uri.split('?', 1);
    const nothing: Judged = { verb: 'post', ref: undefined, path, decision: undefined };
    const user = this.#user;
    for (const judged of this.#judged.length === 0 ? [nothing] : this.#judged) {
      const { verb, ref } = judged;
      const audited = { user: user.username, groups: user.groups, verb, ref, path: judged.path };
      if (this.#sink.wants(audited, stage)) this.#sink.write(this.#event(judged, stage, status));
    }
  }

  #event({ verb, ref, decision, written }: Judged, stage: Stage, status: ResponseStatus): AuditEvent {
    const { uri, address, userAgent } = this.#request;
    const { uriUnits, agentUnits } = apiLimits.audit;
    const isHidden = isSecret(ref);
    const { message: _message, ...silent } = status;
    const mayTell = !isHidden || decision?.allowed === false || harmless.has(status.code);
    const annotations: Record<string, string> = {};
    for (const [key, value] of this.#annotations) annotations[key] = isHidden ? hidden : value;
    if (decision !== undefined) {
      annotations['authorization.k8s.io/decision'] = decision.allowed ? 'allow' : 'forbid';
      annotations['authorization.k8s.io/reason'] = decision.reason;
    }
    return {
      auditID: this.id,
      stage,
      requestURI: maskedUri(uri, uriUnits),
      verb,
      user: this.#user,
      ...(this.#actsFor && { impersonatedUser: this.#actsFor }),
      sourceIPs: [address],
      userAgent: maskedText(userAgent, agentUnits),
      ...(ref && { objectRef: { ...ref, ...written } }),
      responseStatus: mayTell ? status : silent,
      receivedMs: this.#receivedMs,
      stageMs: this.#sink.nowMs(),
      annotations,
    };
  }
}
