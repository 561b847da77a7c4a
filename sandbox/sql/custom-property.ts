/** Kinds of custom event property the stand-in knows (`property_type` of the REST API). */
export type PropertyType = 'numeric' | 'text';

/** A custom event property (config-event_sources-custom_properties-regex_properties). */
export type CustomProperty = {
  readonly name: string;
  readonly type: PropertyType;
  /** A disabled property may be named, and the query then finds nothing (docs/qradar-facts.md#custom-properties). */
  readonly enabled: boolean;
  /** "Optimised": parsed when the event arrives. */
  readonly useForRuleEngine: boolean;
};
