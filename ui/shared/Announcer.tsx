type AnnouncerProps = { readonly message: string };

/**
 * Says a change to screen readers without moving the focus. It has to be on the page before it is filled,
 * or the first message is not heard.
 */
export function Announcer({ message }: AnnouncerProps) {
  return (
    <p role="status" className="tw-visually-hidden">
      {message}
    </p>
  );
}
