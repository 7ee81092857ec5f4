// What must not stand in an audit log though clients send it in the open: tokens in query strings and in what is run.

/** Parameters whose values are a secret to whoever names one so. */
const secretNames =
  /^(?:access_?token|id_?token|refresh_?token|token|bearer|authorization|auth|password|passwd|pwd|secret|client_?secret|api_?key|signature|sig|x-amz-signature|x-amz-security-token|assertion|credentials?)$/i;
const webToken = /eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g;
const afterBearer = /(bearer(?:\s|%20|\+)+)[^\s&"'%]+/gi;
/** The tokens by which machines join. */
const joinToken = /(?<![a-z0-9])[a-z0-9]{6}\.[a-z0-9]{16}(?![a-z0-9])/g;

const hidden = '***';

/** Looks first whether there can be a token: in nearly every text there is none. */
function withoutTokens(text: string): string {
  let masked = text;
  if (text.includes('eyJ')) masked = masked.replaceAll(webToken, hidden);
  if (/bearer/i.test(text)) masked = masked.replaceAll(afterBearer, `$1${hidden}`);
  return text.includes('.') ? masked.replaceAll(joinToken, hidden) : masked;
}

/** A text without the tokens in it, cut at a length: after they are out, since half a token is not known for one. */
export function maskedText(text: string, mostUnits: number): string {
  const masked = withoutTokens(text);
  return masked.length > mostUnits ? `${masked.slice(0, mostUnits)}...TRUNCATED` : masked;
}

function nameOf(parameter: string): string {
  const end = parameter.indexOf('=');
  const name = end < 0 ? parameter : parameter.slice(0, end);
  if (!/[%+]/.test(name)) return name;
  try {
    return decodeURIComponent(name.replaceAll('+', ' ')).trim();
  } catch {
    return name;
  }
}

/** A request's URI with its query, but for what is secret. */
export function maskedUri(uri: string, mostUnits: number): string {
  const at = uri.indexOf('?');
  if (at < 0) return maskedText(uri, mostUnits);
  const query = uri
    .slice(at + 1)
    .split('&')
    .map((each) => (secretNames.test(nameOf(each)) ? `${each.split('=', 1)[0] ?? ''}=${hidden}` : each));
  return maskedText(`${uri.slice(0, at)}?${query.join('&')}`, mostUnits);
}
