// What a webhook is sent and what it answers: AdmissionReview, v1 and v1beta1. Pure.
// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#webhook-request-and-response
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { bytesFromBase64 } from '#kernel/model/base64.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Review, type ReviewVersion, requestOf, shownIn } from '#kernel/policy/admission/review.ts';
import type { Hook } from '#kernel/policy/admission/webhook.ts';
import { apiLimits } from '#api/limits.ts';

const group = 'admission.k8s.io';

/** The version of AdmissionReview that a webhook likes best, of those that orc speaks. */
function reviewVersion({ webhook }: Hook): string {
  return webhook.admissionReviewVersions.find((each) => each === 'v1' || each === 'v1beta1') ?? 'v1';
}

/** What a webhook is sent. */
export function questionOf(hook: Hook, review: Review, version: ReviewVersion, uid: string): JsonObject {
  const shown = shownIn(review, version);
  const { object, oldObject } = shown;
  return {
    apiVersion: `${group}/${reviewVersion(hook)}`,
    kind: 'AdmissionReview',
    request: { uid, ...requestOf(review, shown, version), object, oldObject },
  };
}

/** A webhook's answer makes no sense. */
function malformed(why: string): never {
  throw new OrcError('BadRequest', why);
}

/** The codes of a refusal; whatever else a webhook says is a bad request to clients of gRPC. */
const codes: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [409, 'Conflict'],
  [413, 'TooLarge'],
  [422, 'Invalid'],
]);

/** The refusal that a webhook answered, in Kubernetes' words. */
export class WebhookRefusal extends OrcError {}

function refusalOf({ name }: Hook, status: unknown): WebhookRefusal {
  const said = isJsonObject(status) ? status : {};
  const text = (field: string): string => (typeof said[field] === 'string' ? said[field] : '');
  const code =
    typeof said['code'] === 'number' && said['code'] >= 400 && said['code'] < 600 ? said['code'] : 400;
  const denied = `admission webhook ${JSON.stringify(name)} denied the request`;
  const why = text('message') || text('reason');
  const message = why === '' ? `${denied} without explanation` : `${denied}: ${why}`;
  return new WebhookRefusal(
    codes.get(code) ?? 'BadRequest',
    message.slice(0, 4 * apiLimits.webhooks.errorUnits),
    {
      status: { code: Math.trunc(code), reason: text('reason') },
    },
  );
}

function warningsIn(given: unknown): readonly string[] {
  const { warnings, warningUnits } = apiLimits.webhooks;
  return (Array.isArray(given) ? given : [])
    .filter((each) => typeof each === 'string')
    .slice(0, warnings)
    .map((each) => each.slice(0, warningUnits));
}

/** What the audit log is to say for a webhook, as far as it is text under names that may be. */
function annotationsIn(given: unknown): readonly (readonly [key: string, value: string])[] {
  const { annotations, annotationKeyUnits, annotationUnits } = apiLimits.webhooks;
  return Object.entries(isJsonObject(given) ? given : {})
    .flatMap(([key, value]): [string, string][] =>
      /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(key) && typeof value === 'string'
        ? [[key.slice(0, annotationKeyUnits), value.slice(0, annotationUnits)]]
        : [],
    )
    .slice(0, annotations);
}

/** The text of a patch: whether it is one is looked at when it is applied. */
function patchIn(response: JsonObject, isFirst: boolean): string | undefined {
  const { patch, patchType } = response;
  if (patch === undefined || patch === null || patch === '') {
    if (isFirst && typeof patchType === 'string' && patchType !== '')
      malformed('webhook returned response.patchType but not response.patch');
    return undefined;
  }
  if (isFirst && (patchType === undefined || patchType === ''))
    malformed('webhook returned response.patch but not response.patchType');
  if (patchType !== undefined && patchType !== '' && patchType !== 'JSONPatch')
    malformed(`webhook returned invalid response.patchType of ${JSON.stringify(patchType)}`);
  const bytes = typeof patch === 'string' ? bytesFromBase64(patch) : undefined;
  if (bytes === undefined) return malformed('webhook returned a response.patch that is not base64');
  return new TextDecoder().decode(bytes);
}

/** What a refusal or a permission came with. */
export interface Answer {
  readonly warnings: readonly string[];
  /** What the audit log is to say. */
  readonly annotations: readonly (readonly [key: string, value: string])[];
  readonly refused?: WebhookRefusal;
  /** A JSON patch, as text. */
  readonly patch?: string;
}

/** Reads what a webhook answered. Throws BadRequest for what is no answer to the question. */
export function answerOf(hook: Hook, text: string, uid: string): Answer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    malformed("couldn't decode the answer: it is not JSON");
  }
  if (!isJsonObject(json)) return malformed("couldn't decode the answer: it is not a JSON object");
  const version = reviewVersion(hook);
  const isFirst = version === 'v1';
  // v1beta1's servers may say no more of what they answer than what they were asked.
  const wanted = `${group}/${version}`;
  if (
    (isFirst || json['apiVersion'] !== undefined) &&
    (json['apiVersion'] !== wanted || json['kind'] !== 'AdmissionReview')
  )
    malformed(
      `expected webhook response of ${wanted}, Kind=AdmissionReview, got ${JSON.stringify(json['apiVersion'] ?? '')}, Kind=${JSON.stringify(json['kind'] ?? '')}`,
    );
  const { response } = json;
  if (!isJsonObject(response)) return malformed('webhook response was absent');
  if (isFirst && response['uid'] !== uid)
    malformed(`expected response.uid=${JSON.stringify(uid)}, got ${JSON.stringify(response['uid'] ?? '')}`);
  const warnings = warningsIn(response['warnings']);
  const annotations = annotationsIn(response['auditAnnotations']);
  const patch = hook.type === 'admit' ? patchIn(response, isFirst) : undefined;
  if (response['allowed'] !== true)
    return { warnings, annotations, refused: refusalOf(hook, response['status']) };
  return { warnings, annotations, ...(patch !== undefined && { patch }) };
}
