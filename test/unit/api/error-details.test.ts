// The details of a gRPC error, read with protobufjs from google.rpc's published field numbers.
import assert from 'node:assert/strict';
import { parse } from 'protobufjs';
import { OrcError, causeReasons } from '#kernel/errors.ts';
import { decodeError, encodeError } from '#kernel/model/rpc-error.ts';
import { encodeStatusDetails, errorStatus } from '#api/grpc/error-details.ts';

const { root } = parse(`syntax = "proto3";
message Any { string type_url = 1; bytes value = 2; }
message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
message Violation { string field = 1; string description = 2; }
message BadRequest { repeated Violation field_violations = 1; }
message Duration { int64 seconds = 1; int32 nanos = 2; }
message RetryInfo { Duration retry_delay = 1; }
message ResourceInfo { string resource_type = 1; string resource_name = 2; string owner = 3; string description = 4; }
`);

function read(type: string, bytes: Uint8Array): Record<string, unknown> {
  const found = root.lookupType(type);
  return found.toObject(found.decode(bytes), { longs: Number });
}

function detailsOf(error: OrcError): Record<string, unknown> {
  const { code, message, details } = read('Status', encodeStatusDetails(error));
  assert(Array.isArray(details));
  const found: Record<string, unknown> = { code, message };
  for (const { typeUrl, value } of details) {
    const name = String(typeUrl).replace('type.googleapis.com/google.rpc.', '');
    found[name] = read(name, value);
  }
  return found;
}

describe("a gRPC error's details", () => {
  it('name the object that is not there', () => {
    const about = { group: 'apps', kind: 'Deployment', name: 'web' };
    assert.deepEqual(detailsOf(new OrcError('NotFound', 'no such thing', about)), {
      code: 5,
      message: 'no such thing',
      ErrorInfo: { reason: 'NotFound', domain: 'orc.dev', metadata: about },
      ResourceInfo: { resourceType: 'apps/Deployment', resourceName: 'web', description: 'no such thing' },
    });
  });

  it('name each field of an invalid object', () => {
    const causes = [{ reason: 'Required', field: 'spec.a', message: 'Required value: é' }] as const;
    assert.deepEqual(detailsOf(new OrcError('Invalid', 'wrong', { causes })), {
      code: 3,
      message: 'wrong',
      ErrorInfo: { reason: 'Invalid', domain: 'orc.dev' },
      BadRequest: { fieldViolations: [{ field: 'spec.a', description: 'Required value: é' }] },
    });
  });

  it('say how long to wait', () => {
    const busy = detailsOf(new OrcError('TooBusy', 'full', { retryAfterMs: 2_250 }));
    assert.deepEqual(busy['RetryInfo'], { retryDelay: { seconds: 2, nanos: 250_000_000 } });
    const away = detailsOf(new OrcError('Unavailable', 'no leader'));
    assert.deepEqual(away['RetryInfo'], { retryDelay: { nanos: 500_000_000 } });
  });

  it('stay small enough for a header', () => {
    const causes = Array.from({ length: 500 }, (_, index) => {
      return { reason: 'Invalid', field: `spec.field${index}`, message: 'é'.repeat(100) } as const;
    });
    const size = encodeStatusDetails(new OrcError('Invalid', 'é'.repeat(9_000), { causes })).length;
    assert(size < 8_192, `${size} bytes`);
  });

  it('keep every reason that a field may be at fault for', () => {
    const causes = causeReasons.map((reason) => ({ reason, field: 'spec.a', message: 'wrong' }));
    const told = decodeError(encodeError(new OrcError('Invalid', 'wrong', { causes })), '');
    assert.deepEqual(told?.details.causes, causes);
  });

  it('and all that says what went wrong are cut to what a client takes, and only then', () => {
    const causes = Array.from({ length: 50 }, (_, index) => {
      return { reason: 'Invalid', field: `spec.field${index}`, message: 'é'.repeat(100) } as const;
    });
    const error = new OrcError('Invalid', 'é'.repeat(2_000), { kind: 'Pod', causes });
    const whole = errorStatus(error, 65_535);
    assert.equal(whole.details, error.message);
    assert.equal(decodeError(String(whole.trailers['orc-error']), '')?.details.causes?.length, 50);
    const cut = errorStatus(error, 8_192);
    const { 'orc-error': trailer, 'grpc-status-details-bin': details } = cut.trailers;
    assert.ok(typeof details === 'string' && typeof trailer === 'string');
    const bytes = encodeURI(cut.details).length + trailer.length + details.length;
    assert.ok(bytes < 8_192 && bytes > 2_000, `${bytes} bytes`);
    const said = decodeError(trailer, cut.details);
    assert.ok(
      said?.code === 'Invalid' && (said.details.causes?.length ?? 0) > 0 && cut.details.endsWith('…'),
    );
  });
});
