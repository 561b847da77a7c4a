import { Callout } from '@carbon/react';
import { Component, type ReactNode } from 'react';
import { messages } from '../messages/messages.ts';

type FeatureBoundaryProps = {
  /** What stopped working, in the reader's words. */
  readonly part: string;
  readonly children: ReactNode;
};

/** Keeps the failure of one part of the page to that part, and offers to show it again. */
export class FeatureBoundary extends Component<FeatureBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const words = messages.problems.crash;
    return (
      <div role="alert">
        <Callout
          kind="error"
          lowContrast
          title={words.title(this.props.part)}
          subtitle={words.remedy}
          actionButtonLabel={words.retry}
          onActionButtonClick={() => this.setState({ failed: false })}
        />
      </div>
    );
  }
}
