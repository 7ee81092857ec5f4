// How an OrcError travels beside a gRPC status: as JSON in one trailer, so that a client has the code,
// the fields at fault and the wait, not only a text.
import {
  type ErrorCode,
  type ErrorDetails,
  type FieldCause,
  OrcError,
  causeReasons,
  errorCodes,
} from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** The trailer's name. */
export const errorTrailer = 'orc-error';

/** The trailer's value; ASCII, as HTTP headers must be. */
export function encodeError(error: OrcError): string {
  const json = JSON.stringify({ code: error.code, details: error.details });
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value);
}

function causeFrom(value: unknown): FieldCause[] {
  if (!isJsonObject(value)) return [];
  const { field, message } = value;
  const reason = causeReasons.find((each) => each === value['reason']);
  return typeof field === 'string' && typeof message === 'string' && reason !== undefined
    ? [{ reason, field, message }]
    : [];
}

function detailsFrom(value: unknown): ErrorDetails {
  if (!isJsonObject(value)) return {};
  const text = (name: string): string | undefined => {
    const given = value[name];
    return typeof given === 'string' ? given : undefined;
  };
  const [group, kind, name] = [text('group'), text('kind'), text('name')];
  const { causes, retryAfterMs } = value;
  return {
    ...(group !== undefined && { group }),
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name }),
    ...(Array.isArray(causes) && { causes: causes.flatMap(causeFrom) }),
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
  };
}

/** The error of a trailer and the status' message; undefined when the trailer is absent or not ours. */
export function decodeError(trailer: string | undefined, message: string): OrcError | undefined {
  if (trailer === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(trailer);
    if (!isJsonObject(json) || !isCode(json['code'])) return undefined;
    return new OrcError(json['code'], message, detailsFrom(json['details']));
  } catch (error) {
    return new OrcError('Internal', message, {}, { cause: error });
  }
}
