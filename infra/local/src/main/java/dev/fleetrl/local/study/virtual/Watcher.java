package dev.fleetrl.local.study.virtual;

/** Hears how far a virtual site is, for people; what it hears changes no result. */
@FunctionalInterface
public interface Watcher {
    Watcher NOBODY = (doing, done, total) -> {};

    void at(String doing, long done, long total);
}
