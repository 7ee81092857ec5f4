// What went wrong in the words that gRPC's own tools know: google.rpc.Status with ErrorInfo, BadRequest,
// RetryInfo and ResourceInfo (field numbers as in google/rpc/status.proto and error_details.proto), beside
// orc's own trailer. It travels as a header, so what it may take is bounded: a client whose library refuses
// long headers would otherwise learn nothing at all.
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import { encodeError, errorTrailer } from '#kernel/model/rpc-error.ts';
import { Writer } from '#kernel/model/wire.ts';
import { type ErrorStatus, type Trailers, messageHeader } from '#api/grpc/protocol/headers.ts';
import { grpcStatus } from '#api/errors.ts';
import { apiLimits } from '#api/limits.ts';

/** The trailer's name. */
export const statusDetailsTrailer = 'grpc-status-details-bin';

/** Who the reasons of ErrorInfo belong to. */
export const errorDomain = 'orc.dev';

function delimitedTag(field: number): number {
  return field * 8 + 2;
}

function text(writer: Writer, field: number, value: string): void {
  if (value === '') return;
  writer.tag(delimitedTag(field));
  writer.string(value);
}

function integer(writer: Writer, field: number, value: number): void {
  if (value === 0) return;
  writer.tag(field * 8);
  writer.signed(value);
}

function message(writer: Writer, field: number, write: () => void): void {
  writer.tag(delimitedTag(field));
  writer.nested(write);
}

/** A google.protobuf.Any in the status' details. */
function detail(writer: Writer, type: string, write: () => void): void {
  message(writer, 3, () => {
    text(writer, 1, `type.googleapis.com/google.rpc.${type}`);
    message(writer, 2, write);
  });
}

/** The first causes, of at most so many units. */
function fitting(
  causes: readonly FieldCause[],
  most: number = apiLimits.statusDetails.causeUnits,
): readonly FieldCause[] {
  let units = 0;
  const end = causes.findIndex(({ field, message: description }) => {
    units += field.length + description.length;
    return units > most;
  });
  return end === -1 ? causes : causes.slice(0, end);
}

function shortened(value: string, messageUnits: number = apiLimits.statusDetails.messageUnits): string {
  return value.length <= messageUnits ? value : `${value.slice(0, messageUnits).toWellFormed()}…`;
}

/** The trailer's value: an encoded google.rpc.Status. */
export function encodeStatusDetails({ code, message: said, details }: OrcError): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  const { group, kind, name, causes, retryAfterMs } = details;
  integer(writer, 1, grpcStatus[code]);
  text(writer, 2, shortened(said));
  detail(writer, 'ErrorInfo', () => {
    text(writer, 1, code);
    text(writer, 2, errorDomain);
    for (const [key, value] of Object.entries({ group, kind, name }))
      if (value !== undefined)
        message(writer, 3, () => {
          text(writer, 1, key);
          text(writer, 2, value);
        });
  });
  if (code === 'Invalid' && causes !== undefined)
    detail(writer, 'BadRequest', () => {
      for (const cause of fitting(causes))
        message(writer, 1, () => {
          text(writer, 1, cause.field);
          text(writer, 2, cause.message);
        });
    });
  if (code === 'TooBusy' || code === 'Unavailable')
    detail(writer, 'RetryInfo', () => {
      const delayMs = Math.round(retryAfterMs ?? apiLimits.statusDetails.retryMs);
      message(writer, 1, () => {
        integer(writer, 1, Math.floor(delayMs / 1_000));
        integer(writer, 2, (delayMs % 1_000) * 1_000_000);
      });
    });
  if ((code === 'NotFound' || code === 'AlreadyExists') && kind !== undefined)
    detail(writer, 'ResourceInfo', () => {
      text(writer, 1, group === undefined || group === '' ? kind : `${group}/${kind}`);
      text(writer, 2, name ?? '');
      text(writer, 4, shortened(said));
    });
  return writer.finish();
}

function statusOf(error: OrcError): { readonly status: ErrorStatus; readonly bytes: number } {
  const message = error.message.toWellFormed();
  const trailer = encodeError(error);
  // Without the padding, as gRPC sends what is binary.
  const details = Buffer.from(encodeStatusDetails(error)).toString('base64').replace(/=+$/, '');
  const trailers: Trailers = { [errorTrailer]: trailer, [statusDetailsTrailer]: details };
  const bytes =
    messageHeader(message).length + trailer.length + details.length + apiLimits.statusDetails.otherBytes;
  return { status: { code: grpcStatus[error.code], details: message, trailers }, bytes };
}

/**
 * An error as a call ends with it: whole, unless its client takes fewer bytes of headers; then shorter, since it
 * would otherwise learn nothing but that there was too much. `roomBytes` is what the client takes.
 */
export function errorStatus(error: OrcError, roomBytes: number): ErrorStatus {
  const { code, message, details } = error;
  const { causes, ...about } = details;
  let made = statusOf(error);
  for (let units = apiLimits.statusDetails.causeUnits; made.bytes > roomBytes && units >= 1; units /= 2) {
    const some = causes && fitting(causes, units);
    made = statusOf(
      new OrcError(code, shortened(message, units), { ...about, ...(some && { causes: some }) }),
    );
  }
  return made.status;
}
