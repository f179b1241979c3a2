# El formulario en papel, para cuando los sistemas no funcionan: `hearken print`. Las caras 1 y 2 se guardan, las caras 3 y 4 se
# entregan. Las clases, las personas, la pregunta de la imagen y las pautas son palabras del propio formulario (form.ftl,
# guidance.ftl).
# $emergency: el número de emergencias.

paper-title = Un aviso sobre un menor, en papel
paper-when_to_use = Para cuando Hearken no funciona o no puedes usarlo.
paper-side = Cara { $number } de 4
paper-keep = Las caras 1 y 2 te las quedas
paper-give = Las caras 3 y 4 se entregan
paper-school = Colegio

## Cara 1: peligro, y a quién llamar

paper-danger = ¿Un niño o una niña tiene heridas, ha desaparecido, podría suicidarse o está en peligro ahora mismo?
    .do = Quédate a su lado. Llama al { $emergency }. Después llama al número de abajo que corresponda. Este formulario puede esperar.

paper-phone = A quién llamar, y a quién dar este formulario
    .first = Primero llama y después escribe, hoy mismo. Nunca llames a alguien de quien se trata ni le des este formulario. Si todas las personas de una fila están implicadas, llama fuera del colegio.
    .about = Se trata de
    .to = Llama, y dáselo, a
    .next = ¿No contestan? Llama a

# De qué se trata, al principio de una fila.
paper-about-child = Un niño o una niña
paper-about-picture = Una imagen íntima o sexual de un menor
paper-about-adult = Una persona adulta que trabaja o colabora aquí
paper-about-team = Alguien del equipo de protección
paper-about-head = La directora o el director
paper-about-governor = Alguien de la junta de gobierno del colegio
paper-about-filter = Una web mala, o el filtro de internet
paper-about-account = Un aparato perdido, una contraseña o un correo extraño
paper-about-data = Datos personales perdidos o enviados a quien no era

paper-outside = Fuera del colegio
    .do = Puedes llamar en cualquier momento. No necesitas permiso de nadie.
paper-nobody = Nadie del colegio. Llama fuera del colegio.

## Caras 1 y 2: qué hacer y qué no

paper-picture_rules = Si hay, o puede haber, una imagen íntima o sexual de un menor
    .note = Cuentan también los vídeos y las imágenes falsas o hechas con inteligencia artificial.
paper-always_rules = Siempre
paper-adult_rules = Si se trata de una persona adulta de aquí
paper-kind_rules = Para algunas clases de preocupación
# $kinds: nombres de clases, por ejemplo «Acoso escolar, Odio o discriminación».
paper-only_for = { $kinds }:
paper-not_pictures = Nunca hagas esto con una imagen íntima o sexual.
paper-law = Es ley

paper-steps = Qué hacer
    .one = 1. Llama. La llamada va primero.
    .two = 2. Rellena las caras 3 y 4. Puede ser breve. Deja vacío lo que no sepas.
    .three = 3. Entrégalas en mano, hoy, y pide una firma. Sin firma, todavía no lo tiene nadie.

## Cara 3: casillas y líneas cortas

paper-form = De qué se trata
    .note = Usa un bolígrafo. Deja vacío lo que no sepas. No preguntes a ningún niño o niña para saberlo.
paper-danger_first = ¿Hay peligro ahora? Llama primero al { $emergency }.
paper-tick_one = Marca una.
paper-tick_any = Marca las que correspondan.
paper-pupils = ¿Qué alumnos o alumnas?
    .note = Nombre, curso y grupo. O escribe «no lo sé».
paper-adult = ¿Es una persona adulta? ¿Quién?
    .note = Nombre, trabajo, o lo que sepas de esa persona.
paper-picture_first = ¿Sí, o no lo sabes seguro? Lee la cara 1 antes de escribir una palabra más.
paper-happened = ¿Cuándo y dónde pasó?
    .date = Fecha
    .time = Hora
    .place = Lugar
paper-told = ¿Se lo has dicho a alguien en persona?
    .who = A quién
    .when = Cuándo
paper-contact = ¿Dónde te encontramos ahora?
    .note = Un aula o un número de teléfono.

## Cara 4: escribir

paper-what = ¿Qué ha pasado?
    .note = Quién, qué, cuándo y dónde. Nombres completos. Si hay una imagen íntima, no la describas.
paper-child_words = Lo que dijo el niño o la niña
    .note = Sus palabras, lo más exactas que puedas.
paper-i_saw = Lo que has visto y oído tú
    .note = Solo hechos.
paper-i_think = Lo que piensas o sientes sobre esto
    .note = Vale la pena escribir lo que te preocupa, aunque no puedas demostrarlo.
paper-more_paper = ¿Te falta sitio? Usa más papel y escribe tu nombre en cada hoja.

paper-sign = Sobre ti, y cuándo escribes esto
    .name = Tu nombre y tu trabajo
    .signature = Firma
    .date = Fecha
    .time = Hora

paper-hand_in = Ahora entrégalo en mano
    .never = Nunca lo dejes en un casillero ni en una mesa. Nunca lo envíes por correo electrónico ni le hagas una foto. No te quedes una copia.
# $what: de qué se trata. $to: el cargo o los cargos.
paper-hand_in_line = { $what }: { $to }

paper-taken = Esto lo rellena quien lo recibe
    .name = Nombre y cargo
    .date = Fecha
    .time = Hora
    .reference = Referencia de Hearken
    .note = Pásalo a Hearken en cuanto funcione. Después guarda estas hojas con el expediente. No las tires.

# Lo dice la orden. $file: dónde están las hojas.
paper-written = El formulario en papel está en { $file }. Ábrelo en un navegador e imprímelo por las dos caras: las caras 1 y 2 se guardan junto al teléfono, las caras 3 y 4 son para cada aviso.
