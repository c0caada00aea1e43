import example.wegweiser.infrastructure.Serializer
import java.io.File

/** Reads each file as the class that is named before it, and writes what the class has kept of it, a line each. */
fun main(arguments: Array<String>) {
    for ((name, path) in arguments.toList().chunked(2)) {
        val record = Serializer.gson.fromJson(File(path).readText(), Class.forName("example.wegweiser.models.$name"))
        println(Serializer.gson.toJson(record))
    }
}
