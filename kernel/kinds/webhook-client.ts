// Where a webhook is called: the rules that admission's and conversion's share.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';

interface ClientConfig {
  readonly url?: string;
  readonly service?: { readonly name: string; readonly namespace: string; readonly path?: string };
}

function validateUrl(url: string, at: string): FieldCause[] {
  const form = 'desired format: https://host[/path]';
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(url);
  if (match === null) return [invalid(at, url, `url must be a valid URL; ${form}`)];
  const [, scheme = '', host = '', , query, fragment] = match;
  const causes: FieldCause[] = [];
  if (scheme !== 'https') causes.push(invalid(at, scheme, `'https' is the only allowed URL scheme; ${form}`));
  if (host === '') causes.push(invalid(at, host, `host must be specified; ${form}`));
  if (host.includes('@')) causes.push(invalid(at, host, 'user information is not permitted in the URL'));
  if (fragment !== undefined) causes.push(invalid(at, fragment, 'fragments are not permitted in the URL'));
  if (query !== undefined) causes.push(invalid(at, query, 'query parameters are not permitted in the URL'));
  return causes;
}

function validatePath(path: string | undefined, at: string): FieldCause[] {
  if (path === undefined || path === '/') return [];
  if (!path.startsWith('/')) return [invalid(at, path, "must start with a '/'")];
  const steps = (path.endsWith('/') ? path.slice(1, -1) : path.slice(1)).split('/');
  return steps.flatMap((step, index) => {
    const wrong = step === '' ? 'may not be empty' : formats['dns-subdomain']?.(step);
    return wrong === undefined ? [] : [invalid(at, path, `segment[${index}]: ${wrong}`)];
  });
}

/** What is wrong with where a webhook is called. */
export function validateClientConfig({ url, service }: ClientConfig, at: string): FieldCause[] {
  if ((url === undefined) === (service === undefined))
    return [required(at, 'exactly one of url or service is required')];
  return [
    ...(url === undefined ? [] : validateUrl(url, `${at}.url`)),
    ...validatePath(service?.path, `${at}.service.path`),
  ];
}
