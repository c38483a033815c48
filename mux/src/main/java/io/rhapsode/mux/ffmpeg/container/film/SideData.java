package io.rhapsode.mux.ffmpeg.container.film;

import static io.rhapsode.mux.ffmpeg.FfmpegException.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.BytePointer;

/** What encoders say of a packet beside it, such as how many samples at its end are no sound. */
final class SideData {
  private SideData() {}

  static void write(AVPacket packet, DataOutputStream out) throws IOException {
    out.writeInt(packet.side_data_elems());
    for (int i = 0; i < packet.side_data_elems(); i++) {
      AVPacketSideData element = packet.side_data().getPointer(i);
      byte[] data = new byte[(int) element.size()];
      element.data().get(data);
      out.writeInt(element.type());
      out.writeInt(data.length);
      out.write(data);
    }
  }

  static void read(AVPacket packet, DataInputStream in) throws IOException {
    int elements = in.readInt();
    for (int i = 0; i < elements; i++) {
      int type = in.readInt();
      byte[] data = in.readNBytes(in.readInt());
      BytePointer place =
          allocated(av_packet_new_side_data(packet, type, data.length), "av_packet_new_side_data");
      place.put(data, 0, data.length);
    }
  }
}
