package io.rhapsode.ingest.plan;

import io.rhapsode.pipeline.speech.Voice;
import java.util.Optional;

/**
 * How a chapter is narrated.
 *
 * @param voice reads what nobody else says
 * @param pacePercent how quickly, in percent of the voices' own paces, where it matters
 */
record Narration(Voice voice, Optional<Integer> pacePercent) {}
