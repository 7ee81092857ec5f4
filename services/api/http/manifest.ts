// The body of a write, made the stored version's manifest: addressed by the path, its unknown fields treated as the
// client asks.
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { remarksOn } from '#kernel/model/unknown-fields.ts';
import { type FieldValidation, cleanedFields, duplicateText, fieldValidation } from '#api/admission/patch.ts';
import type { ObjectCall } from '#api/http/call.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { optionsOf, unsupportedOption } from '#api/http/options.ts';

/** Gives the manifest the kind, namespace and name of the path where it leaves them out, and refuses others. */
function addressed(call: ObjectCall, body: JsonObject, isNamed: boolean): JsonObject {
  const { resource, request } = call;
  const apiVersion = body['apiVersion'] ?? resource.apiVersion;
  const kind = body['kind'] ?? resource.kind;
  if (apiVersion !== resource.apiVersion || kind !== resource.kind)
    throw new OrcError(
      'BadRequest',
      `the object is a ${JSON.stringify(kind)} of ${JSON.stringify(apiVersion)}, the path asks for a ${resource.kind} of ${resource.apiVersion}`,
    );
  const given = body['metadata'] ?? {};
  if (!isJsonObject(given)) throw new OrcError('BadRequest', 'metadata: must be an object');
  const namespace = resource.definition.namespaced ? request.namespace : undefined;
  if (namespace !== undefined && (given['namespace'] ?? '') !== '' && given['namespace'] !== namespace)
    throw new OrcError(
      'BadRequest',
      `the namespace of the provided object does not match the namespace sent on the request: ${String(given['namespace'])} and ${namespace}`,
    );
  if (isNamed && (given['name'] ?? '') !== '' && given['name'] !== request.name)
    throw new OrcError(
      'BadRequest',
      `the name of the object (${String(given['name'])}) does not match the name on the URL (${request.name})`,
    );
  // A body that does not even say what it is takes everything away: it is a slip.
  if (isNamed && call.exchange.method === 'PUT' && (given['name'] ?? '') === '')
    throw new OrcError(
      'BadRequest',
      `the name of the object (${request.name} based on URL) was undeterminable: name must be provided`,
    );
  const metadata = {
    ...given,
    ...(namespace !== undefined && { namespace }),
    ...(isNamed && { name: request.name }),
  };
  return { ...body, apiVersion, kind, metadata };
}

/** What the client wants done with fields that the kind does not have, and with those given twice. */
export function validationAsked({ method, query }: Exchange): FieldValidation {
  const asked = query.get('fieldValidation') ?? '';
  if (!['', 'Ignore', 'Strict', 'Warn'].includes(asked))
    throw unsupportedOption(optionsOf(method), 'fieldValidation', asked, ['', 'Ignore', 'Strict', 'Warn']);
  return fieldValidation(asked, 'Warn');
}

/**
 * The stored version's manifest of a body, its unknown fields treated as the client asks, or refused where that is
 * not the client's to choose.
 */
export function manifestOf(
  call: ObjectCall,
  body: JsonObject,
  isNamed: boolean,
  isStrict = false,
): JsonObject {
  const { exchange, resource } = call;
  const given = addressed(call, body, isNamed);
  const asked = validationAsked(exchange);
  const validation = isStrict ? 'Strict' : asked;
  const { type } = resource.definition;
  const { json, texts: unknown } = cleanedFields(type, resource.toStored(given));
  const twice = validation === 'Ignore' ? [] : exchange.duplicates();
  const texts = [...unknown, ...twice.map(duplicateText)];
  if (texts.length > 0 && validation === 'Strict')
    throw new OrcError(
      'BadRequest',
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${texts.join(', ')}`,
    );
  if (validation === 'Warn') for (const text of texts) exchange.warn(text);
  for (const text of remarksOn(type.schema, json)) exchange.warn(text);
  return json;
}

/**
 * Does a write whose body is a whole object. As in Kubernetes, a field of a built-in kind whose value is not of its type
 * makes the body one that can't be read, and not an object that breaks a rule: that is BadRequest and not Invalid.
 */
export async function asDecoded<T>({ resource }: ObjectCall, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof OrcError) || error.code !== 'Invalid' || resource.definition.custom !== undefined)
      throw error;
    const wrong = error.details.causes?.filter(({ reason }) => reason === 'TypeInvalid') ?? [];
    if (wrong.length === 0) throw error;
    const texts = wrong.map(({ field, message }) => `${field}: ${message}`).join(', ');
    throw new OrcError(
      'BadRequest',
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${texts}`,
      {},
      { cause: error },
    );
  }
}
