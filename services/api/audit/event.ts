// One line of an audit log, in Kubernetes' form. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/

import type { UserFields } from '#kernel/access/operation.ts';

/** When in the life of a request its event is made. */
export const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;
export type Stage = (typeof stages)[number];

/** What a request is about. */
export interface ObjectReference {
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly apiGroup?: string;
  readonly apiVersion?: string;
  /** The revision of the change in the log, where one was made. */
  readonly resourceVersion?: string;
}

/** What became of a request. */
export interface ResponseStatus {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}

export interface AuditEvent {
  readonly auditID: string;
  readonly stage: Stage;
  readonly requestURI: string;
  readonly verb: string;
  readonly user: UserFields;
  readonly impersonatedUser?: UserFields;
  readonly sourceIPs: readonly string[];
  readonly userAgent: string;
  readonly objectRef?: ObjectReference;
  readonly responseStatus: ResponseStatus;
  readonly receivedMs: number;
  readonly stageMs: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The second that was told last: most events are of the same one as those before. */
let told = { second: NaN, text: '' };

/** Kubernetes' times have microseconds. `ms` is whole. */
function timestamp(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== told.second)
    told = { second, text: new Date(second * 1000).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length) };
  return `${told.text}.${String(ms - second * 1000).padStart(3, '0')}000Z`;
}

/** An event as a line. */
export function lineOf(event: AuditEvent): string {
  const { impersonatedUser, objectRef, responseStatus, annotations } = event;
  const json = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: event.auditID,
    stage: event.stage,
    requestURI: event.requestURI,
    verb: event.verb,
    user: event.user,
    impersonatedUser,
    sourceIPs: event.sourceIPs,
    userAgent: event.userAgent,
    objectRef,
    responseStatus: {
      metadata: {},
      ...(responseStatus.code >= 400 && { status: 'Failure' }),
      ...responseStatus,
    },
    requestReceivedTimestamp: timestamp(event.receivedMs),
    stageTimestamp: timestamp(event.stageMs),
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  };
  return `${JSON.stringify(json)}\n`;
}
