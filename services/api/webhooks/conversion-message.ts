// What a webhook that converts is sent and what it answers: ConversionReview, v1 and v1beta1. Pure.
// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-request-and-response
import { fromWebhook } from '#kernel/custom/conversion.ts';
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import type { WebhookConversion } from '#kernel/model/gen/apiextensions.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { limits } from '#kernel/limits.ts';
import { jsonSize } from '#kernel/model/json-size.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { jsonView } from '#kernel/model/to-json.ts';
import { validateMetadata } from '#kernel/kinds/metadata-rules.ts';
import { apiLimits } from '#api/limits.ts';

const group = 'apiextensions.k8s.io';

/** The version of ConversionReview that a webhook likes best, of those that orc speaks. */
function reviewVersion({ conversionReviewVersions }: WebhookConversion): string {
  return conversionReviewVersions.find((each) => each === 'v1' || each === 'v1beta1') ?? 'v1';
}

/** What a webhook said, as errors show it. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** An object's kind in a version, as errors name it. */
function named({ type }: CustomDefinition, apiVersion: string): string {
  return `${apiVersion}, Kind=${type.kind}`;
}

/** The JSON of an object in its own version, which may be defined no more. */
export function ownJson(object: CustomObject, to: CustomDefinition): JsonObject {
  return { ...jsonView(to.type, object), apiVersion: object.apiVersion };
}

/** What a webhook is sent. */
export function conversionQuestion(
  webhook: WebhookConversion,
  uid: string,
  desired: string,
  objects: readonly JsonObject[],
): JsonObject {
  return {
    apiVersion: `${group}/${reviewVersion(webhook)}`,
    kind: 'ConversionReview',
    request: { uid, desiredAPIVersion: desired, objects },
  };
}

/** The failure of a conversion, in Kubernetes' words. */
export class ConversionFailed extends OrcError {
  constructor(from: string, to: CustomDefinition, why: string, cause?: unknown) {
    super('WebhookFailed', `conversion webhook for ${named(to, from)} ${why}`, {}, { cause });
  }
}

/** The objects of an answer. Throws what is wrong with it. */
function objectsIn(webhook: WebhookConversion, text: string, uid: string): readonly unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OrcError('BadRequest', "couldn't decode the answer: it is not JSON");
  }
  if (!isJsonObject(json))
    throw new OrcError('BadRequest', "couldn't decode the answer: it is not a JSON object");
  const { apiVersion = '', kind = '', response } = json;
  const version = reviewVersion(webhook);
  // v1beta1's servers may say no more of what they answer than what they were asked.
  const isFirst = version === 'v1';
  if (isFirst && (apiVersion !== `${group}/v1` || kind !== 'ConversionReview'))
    throw new OrcError(
      'BadRequest',
      `expected webhook response of ${group}/v1, Kind=ConversionReview, got ${textOf(apiVersion)}, Kind=${textOf(kind)}`,
    );
  if (!isJsonObject(response)) throw new OrcError('BadRequest', 'no response provided');
  if (isFirst && response['uid'] !== uid)
    throw new OrcError(
      'BadRequest',
      `expected response.uid=${JSON.stringify(uid)}, got ${JSON.stringify(response['uid'] ?? '')}`,
    );
  const result = isJsonObject(response['result']) ? response['result'] : {};
  const { status = '', message } = result;
  if (status !== 'Success') {
    const said = typeof message === 'string' ? message.slice(0, apiLimits.webhooks.errorUnits) : '';
    throw new OrcError(
      'BadRequest',
      said === '' ? `response.result.status was '${textOf(status)}', expected 'Success'` : said,
    );
  }
  const objects = response['convertedObjects'];
  return Array.isArray(objects) ? objects : [];
}

/** Labels or annotations that a webhook made; undefined for none. Throws what is wrong with them. */
function textsIn(metadata: JsonObject, field: 'labels' | 'annotations'): ObjectMeta['labels'] {
  const given = metadata[field] ?? undefined;
  if (given === undefined) return undefined;
  if (!isJsonObject(given))
    throw new OrcError('BadRequest', `invalid metadata.${field} in converted object: must be an object`);
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (typeof value === 'string') return [key, value];
      throw new OrcError('BadRequest', `metadata.${field}[${key}] must be a string in converted object`);
    }),
  );
}

/** The metadata of a converted object: of what the webhook made of it only labels and annotations are taken. */
function metadataOf(original: ObjectMeta, made: unknown, to: CustomDefinition): ObjectMeta {
  if (!isJsonObject(made)) throw new OrcError('BadRequest', 'missing metadata in converted object');
  const { labels: _labels, annotations: _annotations, ...kept } = original;
  const [labels, annotations] = [textsIn(made, 'labels'), textsIn(made, 'annotations')];
  const metadata = { ...kept, ...(labels && { labels }), ...(annotations && { annotations }) };
  const [wrong] = validateMetadata(to, metadata).filter(({ field }) =>
    /^metadata\.(labels|annotations)/.test(field),
  );
  if (wrong !== undefined) throw new OrcError('BadRequest', `${wrong.field}: ${wrong.message}`);
  return metadata;
}

/** What must be as it was. Throws BadRequest. */
function checkIdentity(original: ObjectMeta, made: unknown): void {
  const metadata = isJsonObject(made) ? made : {};
  for (const [field, words] of [
    ['name', 'name'],
    ['namespace', 'namespace'],
    ['uid', 'UID'],
  ] as const) {
    const [before, after] = [original[field] ?? '', metadata[field] ?? ''];
    if (before !== after)
      throw new OrcError('BadRequest', `must have the same ${words}: ${before} != ${textOf(after)}`);
  }
}

function convertedFrom(original: CustomObject, made: unknown, to: CustomDefinition): CustomObject {
  const invalidIn = (what: string, why: string): OrcError => new OrcError('BadRequest', `${what}: ${why}`);
  if (!isJsonObject(made)) throw invalidIn('invalid converted object', 'it is not a JSON object');
  // What is stored can be sent back by whoever reads it, and that is no deeper.
  if (jsonSize(made, { units: Infinity, depth: limits.jsonDepth }) === 'too deep')
    throw invalidIn('invalid converted object', `it is nested deeper than ${limits.jsonDepth} levels`);
  const { apiVersion, kind, metadata, ...body } = made;
  const wanted = to.type.apiVersion;
  if (apiVersion !== wanted)
    throw new OrcError(
      'BadRequest',
      `invalid groupVersion (expected ${wanted}, received ${textOf(apiVersion)})`,
    );
  if (kind !== to.type.kind)
    throw new OrcError('BadRequest', `invalid kind (expected ${to.type.kind}, received ${textOf(kind)})`);
  checkIdentity(original.metadata, metadata);
  return fromWebhook(to, {
    ...body,
    apiVersion: wanted,
    kind: original.kind,
    metadata: metadataOf(original.metadata, metadata, to),
  });
}

/** What became of the objects that a webhook was asked about. Throws ConversionFailed for what is no answer to it. */
export function convertedObjects(
  webhook: WebhookConversion,
  text: string,
  uid: string,
  objects: readonly CustomObject[],
  to: CustomDefinition,
): readonly CustomObject[] {
  const from = objects[0]?.apiVersion ?? '';
  let made: readonly unknown[];
  try {
    made = objectsIn(webhook, text, uid);
  } catch (error) {
    throw new ConversionFailed(from, to, `failed: ${error instanceof Error ? error.message : ''}`, error);
  }
  if (made.length !== objects.length)
    throw new ConversionFailed(from, to, `returned ${made.length} objects, expected ${objects.length}`);
  return objects.map((object, index) => {
    try {
      return convertedFrom(object, made[index], to);
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      throw new ConversionFailed(
        from,
        to,
        `returned invalid converted object at index ${index}: ${why}`,
        error,
      );
    }
  });
}
