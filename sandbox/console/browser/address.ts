const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;

/** Whether a text is exactly one IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  if (ipv4.test(text)) return true;
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !text.includes(':')) return false;
  // The URL parser of the browser knows every spelling of an IPv6 address.
  return URL.canParse(`http://[${text}]/`);
}
