import { Toggletip, ToggletipButton, ToggletipContent } from '@carbon/react';
import { Information } from '@carbon/icons-react';
import { messages } from '../messages/messages.ts';
import { profiles } from './choices.ts';

/** What the corrected profile does that the source query does not, side by side. */
export function ProfileDifference() {
  const { profileDifference: words, profiles: names } = messages.detection;
  return (
    <Toggletip align="bottom" autoAlign className="tw-profile-difference">
      <ToggletipButton label={messages.page.filter.aboutProfiles}>
        <Information size={16} aria-hidden />
      </ToggletipButton>
      <ToggletipContent className="tw-profile-difference__content">
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
      </ToggletipContent>
    </Toggletip>
  );
}
