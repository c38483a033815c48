package io.rhapsode.synth.family.qwen.config;

/**
 * How codes are chosen, as {@code generation_config.json} says.
 *
 * @param first of a frame's first code, which the talker gives
 * @param others of its other codes
 * @param repetitionPenalty what the scores of first codes made before are divided by
 * @param maxTokens first codes of a chunk, the end among them
 */
public record SamplingRules(Choice first, Choice others, double repetitionPenalty, int maxTokens) {
  /** First codes before which the end is never chosen. */
  public static final int LEAST_TOKENS = 2;

  /**
   * The rule for one kind of code.
   *
   * @param draws whether one is drawn; else the likeliest is taken
   * @param temperature above 0
   * @param topK the likeliest so many are left; 0 leaves all
   * @param topP the likeliest that reach this probability together are left; 1 leaves all
   */
  public record Choice(boolean draws, double temperature, int topK, double topP) {}

  /** The same without chance. */
  public SamplingRules greedy() {
    return new SamplingRules(greedy(first), greedy(others), repetitionPenalty, maxTokens);
  }

  private static Choice greedy(Choice choice) {
    return new Choice(false, choice.temperature, choice.topK, choice.topP);
  }
}
