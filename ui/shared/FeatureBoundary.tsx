import { Component, type ReactNode } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { Notice } from './Notice.tsx';

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
    return <Crashed part={this.props.part} onRetry={() => this.setState({ failed: false })} />;
  }
}

type CrashedProps = { readonly part: string; readonly onRetry: () => void };

function Crashed({ part, onRetry }: CrashedProps) {
  const text = useWords().problems.crash;
  return (
    <div role="alert">
      <Notice
        kind="error"

        title={text.title(part)}
        subtitle={text.remedy}
        action={{ label: text.retry, onClick: onRetry }}
      />
    </div>
  );
}
