import { useWords } from '../words/WordsContext.tsx';
import { profiles } from './choices.ts';

/** What the corrected profile does that the source query does not, side by side. */
export function ProfileDifference() {
  const { profileDifference: text, profiles: names } = useWords().detection;
  return (
    <table className="tw-comparison">
      <caption>{text.title}</caption>
      <thead>
        <tr>
          <th scope="col">{text.topic}</th>
          {profiles.map((profile) => (
            <th key={profile} scope="col">
              {names[profile].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {text.rows.map(([topic, corrected, source]) => (
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
