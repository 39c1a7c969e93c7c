package dev.fleetrl.policy.chunk;

import dev.fleetrl.contracts.ActionSource;

/** Who acted, as far as training cares. */
public enum SourceKind {
    DEMONSTRATION,
    CORRECTION,
    POLICY,
    /** Nobody; never trained on. */
    HOLD;

    private static final ActionSource.Cases<SourceKind> KINDS = new ActionSource.Cases<>() {
        @Override
        public SourceKind policy(ActionSource.Policy source) {
            return POLICY;
        }

        @Override
        public SourceKind correction(ActionSource.Correction source) {
            return CORRECTION;
        }

        @Override
        public SourceKind demonstration(ActionSource.Demonstration source) {
            return DEMONSTRATION;
        }

        @Override
        public SourceKind hold(ActionSource.Hold source) {
            return HOLD;
        }
    };

    public static SourceKind of(ActionSource source) {
        return source.match(KINDS);
    }
}
