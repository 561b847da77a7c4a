const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/** Whether a text is one IPv4 or IPv6 address, so that a slip is said before anything is sent; the server judges for itself. */
export function isAddress(text: string): boolean {
  return ipv4.test(text) || isIpv6(text);
}

/** A host in brackets is an IPv6 address or no URL at all (https://url.spec.whatwg.org/#concept-ipv6-parser). */
function isIpv6(text: string): boolean {
  return text.includes(':') && !/[[\]/?#\s%]/.test(text) && URL.canParse(`http://[${text}]`);
}
