/** `www.example.org/a`, which a browser takes for a page of this site. */
const WEB_HOST = /^www\.[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}(?:[/?#:]|$)/iu;
const MAIL = /^[\w.+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\?[^/]*)?$/iu;
/** The slips that leave one reading: a letter lost or doubled at the edge of the word, colons and slashes amiss. */
const HTTP_SLIP =
  /^(?:(?:h?ttp|hhttp|htp|httpp?)(?<s>s{0,2})(?::\/{1,3}|:\\\\|\/\/|;\/\/)(?<inner>https?:\/\/)?)(?=[\p{L}\p{N}])/iu;
const MAIL_SLIP = /^(?:mail|email|e-mail|mailto|malto|mailo)(?::|;)(?:\s|%20|\/\/)*(?=[^@\s]+@)/i;

/** What an address must have meant; null where it is as it should be, or nobody can tell. */
export function repairAddress(written: string): string | null {
  if (/^(?:https?:\/\/(?!https?:\/\/)(?!\/)|mailto:(?![/\s%]))/i.test(written)) return null;
  if (WEB_HOST.test(written)) return `https://${written}`;
  if (MAIL.test(written)) return `mailto:${written}`;
  const slip = HTTP_SLIP.exec(written);
  if (slip !== null) {
    const { s = '', inner = s === '' ? 'http://' : 'https://' } = slip.groups ?? {};
    return inner + written.slice(slip[0].length);
  }
  const mail = MAIL_SLIP.exec(written)?.[0];
  if (mail === undefined) return null;
  return `mailto:${written.slice(mail.length)}`;
}
