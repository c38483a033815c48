package io.rhapsode.synth.family.qwen.text;

/**
 * The two tracks of a prompt, and the text that is left for the frames.
 *
 * @param text [rows] token of each row, {@link #NONE} where there is none
 * @param codes [rows, codebooks] in row order, {@link #NONE} where there is none
 * @param speakerRow row that the speaker's vector is added to, or {@link #NONE}
 * @param rest tokens that join the frames, one each; not copied, nor are the others
 */
public record QwenPrompt(long[] text, long[] codes, int speakerRow, long[] rest) {
  public static final int NONE = -1;

  public int rows() {
    return text.length;
  }
}
