import { messages } from '../messages/messages.ts';
import { profiles } from './choices.ts';

/** What the corrected profile does that the source query does not, side by side. */
export function ProfileDifference() {
  const { profileDifference: words, profiles: names } = messages.detection;
  return (
    <table className="tw-comparison">
      <caption>{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.topic}</th>
          {profiles.map((profile) => (
            <th key={profile} scope="col">
              {names[profile].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {words.rows.map(([topic, corrected, source]) => (
          <tr key={topic}>
            <th scope="row">{topic}</th>
            <td>{corrected}</td>
            <td>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
