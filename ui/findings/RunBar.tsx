import { Button, Select, SelectItem } from '@carbon/react';
import { Information } from '@carbon/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Profile } from '../../contract/finding.ts';
import type { TimeWindow } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { profiles, rangeMinutes, type NamedRange } from './choices.ts';
import { ProfileDifference } from './ProfileDifference.tsx';
import type { RunState } from './useRun.ts';
import type { ChangeView } from './usePageState.ts';
import type { View } from './view.ts';

const CustomRange = lazy(() =>
  import('./CustomRange.tsx').then((module) => ({ default: module.CustomRange })),
);

type RunBarProps = {
  readonly view: View;
  readonly onChange: ChangeView;
  readonly defaultProfile: Profile;
  readonly phase: RunState['phase'];
  /** Before the first run the page itself offers the button. */
  readonly hasButton: boolean;
  /** The result on the page was made for another range or profile. */
  readonly isStale: boolean;
  readonly nowMs: number;
  readonly onRun: () => void;
  readonly onCancel: () => void;
};

/** What to ask QRadar for, and the page's one primary button. */
export function RunBar(props: RunBarProps) {
  const words = useWords();
  const { view, onChange, defaultProfile, isStale, nowMs } = props;
  const { filter: text, run } = words.page;
  const [isComparing, setComparing] = useState(false);
  const { range } = view;
  const selected = range.kind === 'custom' ? 'custom' : range.name;
  return (
    <div className="tw-runbar">
      <Select
        id="tw-range"
        size="sm"
        labelText={text.range}
        value={selected}
        onChange={({ target }) =>
          onChange((before) => ({ ...before, range: rangeOf(target.value, before, nowMs) }))
        }
      >
        {[...namedRanges, 'custom' as const].map((name) => (
          <SelectItem key={name} value={name} text={text.ranges[name]} />
        ))}
      </Select>
      {range.kind === 'custom' && (
        <Suspense>
          <CustomRange
            key={`${range.window.startMs}-${range.window.stopMs}`}
            window={range.window}
            onApply={(window) =>
              onChange((before) => ({ ...before, range: { kind: 'custom', window } }))
            }
          />
        </Suspense>
      )}
      <div className="tw-runbar__profile">
        <Select
          id="tw-profile"
          size="sm"
          labelText={text.profile}
          value={view.profile ?? defaultProfile}
          onChange={({ target }) =>
            onChange((before) => ({
              ...before,
              profile: profiles.find((profile) => profile === target.value) ?? null,
            }))
          }
        >
          {profiles.map((profile) => (
            <SelectItem
              key={profile}
              value={profile}
              text={words.detection.profiles[profile].label}
            />
          ))}
        </Select>
        <Button
          kind="ghost"
          size="sm"
          renderIcon={Information}
          hasIconOnly
          iconDescription={text.aboutProfiles}
          tooltipAlignment="start"
          aria-expanded={isComparing}
          onClick={() => setComparing(!isComparing)}
        />
      </div>
      {props.hasButton && <RunButton {...props} />}
      <p role="status" className="tw-runbar__stale">
        {isStale ? run.stale : ''}
      </p>
      {isComparing && (
        <div className="tw-runbar__comparison">
          <ProfileDifference />
        </div>
      )}
    </div>
  );
}

const namedRanges = ['1h', '6h', '24h', '7d'] as const satisfies readonly NamedRange[];

function rangeOf(name: string, before: View, nowMs: number): View['range'] {
  if (name === 'custom') return { kind: 'custom', window: windowOf(before.range, nowMs) };
  return { kind: 'last', name: namedRanges.find((entry) => entry === name) ?? '24h' };
}

/** A custom range begins as the minutes of the range before it, so there is something to change. */
function windowOf(range: View['range'], nowMs: number): TimeWindow {
  if (range.kind === 'custom') return range.window;
  const stopMs = Math.floor(nowMs / 60_000) * 60_000;
  return { startMs: stopMs - rangeMinutes[range.name] * 60_000, stopMs };
}

function RunButton({ phase, onRun, onCancel }: Pick<RunBarProps, 'phase' | 'onRun' | 'onCancel'>) {
  const text = useWords().page.run;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button of the empty page, which was pressed, is gone: its focus goes on here.
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  const isIdle = phase === 'idle';
  return (
    <Button
      ref={button}
      size="sm"
      kind={isIdle ? 'primary' : 'secondary'}
      disabled={phase === 'cancelling'}
      onClick={isIdle ? onRun : onCancel}
    >
      {isIdle ? text.start : phase === 'cancelling' ? text.cancelling : text.cancel}
    </Button>
  );
}
